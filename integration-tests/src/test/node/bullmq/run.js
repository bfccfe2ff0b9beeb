// node run.js PORT DRIVER: every scenario of scenarios.js against the server of that port, all at
// once, through ioredis or node-redis. Prints a line for each, and exits with 1 when one failed.
'use strict';

const IORedis = require('ioredis');
const redis = require('redis');
const { Bench, scenarios } = require('./scenarios.js');

const PATIENCE = 30_000;
const thisRun = Date.now().toString(36);
const port = Number(process.argv[2]);
const driver = process.argv[3];

const drivers = {
  ioredis() {
    return new IORedis({ host: '127.0.0.1', port, maxRetriesPerRequest: null });
  },
  'node-redis'() {
    return redis.createClient({ socket: { host: '127.0.0.1', port } });
  },
};

function connect() {
  const connection = drivers[driver]();
  connection.on('error', () => {});
  return connection;
}

async function run(name, scenario) {
  const bench = new Bench(`${name}-${thisRun}`, connect);
  const start = Date.now();
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    await Promise.race([scenario(bench), late]);
    await bench.close();
    console.log(`ok ${name}`);
    if (process.env.TIMES) {
      console.error(name, Date.now() - start);
    }
    return true;
  } catch (error) {
    console.log(`FAILED ${name}: ${error.stack}`);
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function main() {
  const wanted = process.argv.slice(4);
  const chosen = Object.entries(scenarios).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name)
  );
  const results = await Promise.all(chosen.map(([name, scenario]) => run(name, scenario)));
  process.exit(results.every(Boolean) ? 0 : 1);
}

main();
