// How many jobs a second BullMQ processes whose processor does nothing: so many jobs are put first,
// then the time is taken from the start of the workers until the last one is completed. Prints one
// line a round.
//
// Arguments: the port of a redis-server, jobs a round, rounds, jobs at once, bytes of a payload.
import { Queue, Worker } from "bullmq";

const [port, jobs, rounds, concurrency, bytes] = process.argv.slice(2).map(Number);
const connection = { host: "127.0.0.1", port, maxRetriesPerRequest: null };
const name = "benchmark";
const batch = 1000;

const seconds = () => Number(process.hrtime.bigint()) / 1e9;

async function put(queue) {
  const data = { payload: "x".repeat(bytes) };
  for (let left = jobs; left > 0; left -= batch) {
    const some = Array.from({ length: Math.min(batch, left) }, () => ({
      name: "job",
      data,
      opts: { removeOnComplete: true, attempts: 1 },
    }));
    await queue.addBulk(some);
  }
}

function processAll(count) {
  return new Promise((resolve, reject) => {
    let done = 0;
    const worker = new Worker(name, async () => {}, { connection, concurrency });
    worker.on("error", reject);
    worker.on("completed", () => {
      if (++done === count) resolve(worker);
    });
  });
}

const queue = new Queue(name, { connection });
await queue.obliterate({ force: true });
for (let round = 0; round < rounds; round++) {
  const putting = seconds();
  await put(queue);
  const start = seconds();
  const worker = await processAll(jobs);
  const end = seconds();
  await worker.close();
  const rate = (from, to) => (jobs / (to - from)).toFixed(0);
  console.log(`${rate(start, end)} jobs processed a second (put ${rate(putting, start)} a second)`);
}
await queue.close();
