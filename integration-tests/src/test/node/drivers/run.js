// node run.js PORT: every scenario of both drivers against the server of that port, one by one.
// Prints a line for each, and exits with 1 when one failed.
'use strict';

const suites = { ...require('./ioredis.js').suites, ...require('./node-redis.js').suites };
const PATIENCE = 30_000;
const port = Number(process.argv[2]);
const thisRun = Date.now().toString(36);

async function run(suite, name, scenario) {
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    const key = (rest) => `${suite}:${name}:${thisRun}:${rest}`;
    await Promise.race([scenario(port, key), late]);
    console.log(`ok ${suite} ${name}`);
    return true;
  } catch (error) {
    console.log(`FAILED ${suite} ${name}: ${error.stack}`);
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function main() {
  let good = true;
  for (const [suite, scenarios] of Object.entries(suites)) {
    for (const [name, scenario] of Object.entries(scenarios)) {
      good = (await run(suite, name, scenario)) && good;
    }
  }
  process.exit(good ? 0 : 1);
}

main();
