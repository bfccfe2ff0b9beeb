// What an application does with BullMQ, one function a scenario: each has a queue of its own, waits
// for events only, and throws where the outcome is not BullMQ's documented one.
'use strict';

const assert = require('node:assert/strict');
const { FlowProducer, Queue, QueueEvents, UnrecoverableError, Worker } = require('bullmq');

/** Resolves with the arguments of the emitter's next event of that name that passes the test. */
function event(emitter, name, test = () => true) {
  return new Promise((resolve) => {
    const listener = (...args) => {
      if (test(...args)) {
        emitter.off(name, listener);
        resolve(args);
      }
    };
    emitter.on(name, listener);
  });
}

/** Resolves when so many of the worker's jobs have ended that way. */
function times(emitter, name, count) {
  let seen = 0;
  return event(emitter, name, () => ++seen === count);
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a scenario opens, so that the runner can close it. */
class Bench {
  constructor(name, connect) {
    this.name = name;
    this.connect = connect;
    this.opened = [];
    this.trouble = [];
  }

  watched(thing) {
    thing.on('error', (error) => this.trouble.push(error));
    this.opened.push(thing);
    return thing;
  }

  queue(options = {}, name = this.name) {
    return this.watched(new Queue(name, { connection: this.connect(), ...options }));
  }

  worker(processor, options = {}, name = this.name) {
    const connection = this.connect();
    return this.watched(new Worker(name, processor, { connection, drainDelay: 1, ...options }));
  }

  async events(name = this.name) {
    const connection = this.connect();
    const events = this.watched(new QueueEvents(name, { connection, lastEventId: '0' }));
    await events.waitUntilReady();
    return events;
  }

  flows() {
    return this.watched(new FlowProducer({ connection: this.connect() }));
  }

  async close() {
    await Promise.all(this.opened.map((thing) => thing.close(thing instanceof Worker)));
    if (this.trouble.length > 0) {
      throw this.trouble[0];
    }
  }
}

exports.Bench = Bench;

exports.scenarios = {
  async addAndProcess(bench) {
    const queue = bench.queue();
    const jobs = await queue.addBulk(
      [...Array(50).keys()].map((n) => ({ name: 'square', data: { n, text: 'grüße \u0000' } }))
    );
    assert.equal((await queue.getJobCounts('wait', 'active', 'completed')).wait, 50);
    const worker = bench.worker(async (job) => job.data.n ** 2, { concurrency: 8 });
    await times(worker, 'completed', 50);
    assert.deepEqual(await queue.getJobCounts('wait', 'active', 'completed', 'failed'), {
      wait: 0,
      active: 0,
      completed: 50,
      failed: 0,
    });
    const job = await queue.getJob(jobs[7].id);
    assert.equal(job.returnvalue, 49);
    assert.equal(job.data.text, 'grüße \u0000');
    assert.equal(await job.getState(), 'completed');
    assert.ok(job.finishedOn >= job.processedOn && job.processedOn >= job.timestamp);
  },

  async eachJobIsDoneOnce(bench) {
    const queue = bench.queue();
    const done = new Map();
    const workers = [1, 2, 3].map(() =>
      bench.worker(async (job) => done.set(job.id, (done.get(job.id) ?? 0) + 1), { concurrency: 5 })
    );
    let finished = 0;
    const all = new Promise((resolve) => {
      for (const worker of workers) {
        worker.on('completed', () => ++finished === 300 && resolve());
      }
    });
    await Promise.all([...Array(300).keys()].map((n) => queue.add('job', { n })));
    await all;
    assert.equal(done.size, 300);
    assert.ok([...done.values()].every((count) => count === 1));
  },

  async retryWithBackoff(bench) {
    const queue = bench.queue();
    const seen = [];
    const worker = bench.worker(async (job) => {
      seen.push(Date.now());
      if (job.name === 'fatal') {
        throw new UnrecoverableError('no use');
      }
      if (job.attemptsMade < 2 || job.name === 'hopeless') {
        throw new Error(`attempt ${job.attemptsMade}`);
      }
      return 'at last';
    });
    const backoff = { type: 'exponential', delay: 30 };
    await queue.add('late', {}, { attempts: 3, backoff });
    const [late] = await event(worker, 'completed');
    assert.equal(late.returnvalue, 'at last');
    assert.equal(late.attemptsMade, 3);
    assert.ok(seen[1] - seen[0] >= 29 && seen[2] - seen[1] >= 59, seen.join());
    assert.equal(late.stacktrace.length, 2);

    const fixed = { type: 'fixed', delay: 5 };
    await queue.add('hopeless', {}, { attempts: 3, backoff: fixed });
    const [hopeless] = await event(worker, 'failed', (job) => job.attemptsMade === 3);
    assert.equal(hopeless.failedReason, 'attempt 2');
    assert.equal(await hopeless.getState(), 'failed');
    const again = event(worker, 'failed');
    await hopeless.retry();
    await again;
    assert.equal((await queue.getJobCounts('failed')).failed, 1);

    await queue.add('fatal', {}, { attempts: 9, backoff: fixed });
    const [fatal] = await event(worker, 'failed', (job) => job.name === 'fatal');
    assert.equal(fatal.attemptsMade, 1);
    assert.equal((await queue.getFailed()).length, 2);
  },

  async repeat(bench) {
    const queue = bench.queue();
    const runs = [];
    const worker = bench.worker(async (job) => runs.push([job.name, job.data.from]));
    const thrice = times(worker, 'completed', 3);
    await queue.upsertJobScheduler('often', { every: 60 }, { name: 'tick', data: { from: 'often' } });
    await queue.upsertJobScheduler('nightly', { pattern: '0 0 3 * * *' }, { name: 'night' });
    await thrice;
    assert.deepEqual(runs[0], ['tick', 'often']);
    assert.equal(await queue.getJobSchedulersCount(), 2);
    const schedulers = await queue.getJobSchedulers();
    assert.deepEqual(schedulers.map((each) => each.key).sort(), ['nightly', 'often']);
    assert.equal((await queue.getJobScheduler('nightly')).pattern, '0 0 3 * * *');
    const changed = event(worker, 'completed', (job) => job.data.from === 'changed');
    await queue.upsertJobScheduler('often', { every: 40 }, { name: 'tick', data: { from: 'changed' } });
    await changed;
    assert.equal(await queue.removeJobScheduler('often'), true);
    assert.equal(await queue.removeJobScheduler('often'), false);
    assert.equal(await queue.getJobSchedulersCount(), 1);
    const counts = await queue.getJobCounts('delayed');
    assert.equal(counts.delayed, 1);
    const limited = times(worker, 'completed', 2);
    await queue.upsertJobScheduler('twice', { every: 20, limit: 2 }, { name: 'limited' });
    await limited;
  },

  async priorities(bench) {
    const queue = bench.queue();
    for (const priority of [5, 1, 3, 1, 0, 1000]) {
      await queue.add(`p${priority}`, {}, { priority });
    }
    const raised = await queue.add('raised', {}, { priority: 2000 });
    await raised.changePriority({ priority: 2 });
    assert.deepEqual(await queue.getCountsPerPriority([0, 1, 2, 3]), { 0: 1, 1: 2, 2: 1, 3: 1 });
    assert.equal((await queue.getPrioritized()).length, 6);
    const order = [];
    const worker = bench.worker(async (job) => order.push(job.name));
    await times(worker, 'completed', 7);
    assert.deepEqual(order, ['p0', 'p1', 'p1', 'raised', 'p3', 'p5', 'p1000']);
  },

  async lifo(bench) {
    const queue = bench.queue();
    for (const name of ['a', 'b', 'c']) {
      await queue.add(name, {}, { lifo: true });
    }
    const order = [];
    await times(bench.worker(async (job) => order.push(job.name)), 'completed', 3);
    assert.deepEqual(order, ['c', 'b', 'a']);
  },

  async delayed(bench) {
    const queue = bench.queue();
    const start = Date.now();
    const order = [];
    await queue.add('second', {}, { delay: 120 });
    await queue.add('first', {}, { delay: 60 });
    const far = await queue.add('far', {}, { delay: 3_600_000 });
    const moved = await queue.add('moved', {}, { delay: 3_600_000 });
    assert.equal((await queue.getJobCounts('delayed')).delayed, 4);
    const worker = bench.worker(async (job) => order.push([job.name, Date.now() - start]));
    await times(worker, 'completed', 2);
    const after = Object.fromEntries(order);
    assert.ok(after.first >= 59 && after.second >= 119, order.join());
    const promoted = event(worker, 'completed', (job) => job.name === 'far');
    await far.promote();
    await promoted;
    const changed = event(worker, 'completed', (job) => job.name === 'moved');
    await moved.changeDelay(20);
    await changed;
  },

  async flows(bench) {
    const queue = bench.queue();
    const worker = bench.worker(async (job) => {
      if (job.name === 'parent') {
        return Object.values(await job.getChildrenValues()).sort();
      }
      if (job.name === 'root') {
        return Object.values(await job.getChildrenValues()).flat().length;
      }
      if (job.data.fail) {
        throw new Error('broken child');
      }
      return job.data.n * 10;
    });
    const flows = bench.flows();
    const queueName = bench.name;
    const children = [1, 2, 3].map((n) => ({ name: 'child', queueName, data: { n } }));
    const finished = event(worker, 'completed', (job) => job.name === 'root');
    const tree = await flows.add({
      name: 'root',
      queueName,
      children: [{ name: 'parent', queueName, children }],
    });
    await finished;
    const root = await queue.getJob(tree.job.id);
    assert.equal(root.returnvalue, 3);
    const parent = await queue.getJob(tree.children[0].job.id);
    assert.deepEqual(parent.returnvalue, [10, 20, 30]);
    assert.equal(parent.parent.id, root.id);
    const { processed } = await parent.getDependenciesCount({ processed: true });
    assert.equal(processed, 3);
    const flow = await flows.getFlow({ id: root.id, queueName });
    assert.equal(flow.children[0].children.length, 3);

    const failed = event(worker, 'failed', (job) => job.name === 'doomed');
    await flows.add({
      name: 'doomed',
      queueName,
      children: [
        { name: 'child', queueName, data: { fail: true }, opts: { failParentOnFailure: true } },
      ],
    });
    const [doomed] = await failed;
    assert.match(doomed.failedReason, /child .* failed/);
    const ignoring = event(worker, 'completed', (job) => job.name === 'parent');
    await flows.add({
      name: 'parent',
      queueName,
      children: [
        { name: 'child', queueName, data: { fail: true }, opts: { ignoreDependencyOnFailure: true } },
        { name: 'child', queueName, data: { n: 7 } },
      ],
    });
    const [spared] = await ignoring;
    assert.deepEqual(spared.returnvalue, [70]);
  },

  async rateLimit(bench) {
    const queue = bench.queue();
    const at = [];
    await queue.addBulk([...Array(6).keys()].map((n) => ({ name: 'job', data: { n } })));
    const limiter = { max: 2, duration: 150 };
    const worker = bench.worker(async () => at.push(Date.now()), {
      limiter,
      concurrency: 5,
      autorun: false,
    });
    await worker.waitUntilReady();
    const done = times(worker, 'completed', 6);
    const start = Date.now();
    worker.run();
    await done;
    // the last two belong to the third window
    assert.ok(at[5] - start >= 295, [start, ...at].join());

    let limited = false;
    const other = `${bench.name}-manual`;
    const manual = bench.queue({}, other);
    const patient = bench.worker(
      async () => {
        if (!limited) {
          limited = true;
          await patient.rateLimit(50);
          throw Worker.RateLimitError();
        }
      },
      { limiter: { max: 1, duration: 50 } },
      other
    );
    const once = event(patient, 'completed');
    await manual.add('job', {});
    const [job] = await once;
    assert.equal(job.attemptsMade, 1);
  },

  async pauseAndResume(bench) {
    const queue = bench.queue();
    const worker = bench.worker(async () => 'done');
    await worker.waitUntilReady();
    await queue.pause();
    assert.equal(await queue.isPaused(), true);
    await queue.add('a', {});
    await queue.add('b', {});
    assert.equal(await queue.count(), 2);
    const done = times(worker, 'completed', 2);
    await sleep(30);
    assert.equal(await queue.getCompletedCount(), 0);
    await queue.resume();
    await done;
    await worker.pause();
    assert.ok(worker.isPaused());
    await queue.add('c', {});
    const resumed = event(worker, 'completed');
    worker.resume();
    await resumed;
  },

  async events(bench) {
    const queue = bench.queue();
    const events = await bench.events();
    const heard = [];
    for (const name of ['added', 'waiting', 'active', 'progress', 'completed', 'failed', 'removed']) {
      events.on(name, ({ jobId }) => heard.push(`${name} ${jobId}`));
    }
    const worker = bench.worker(async (job) => {
      await job.updateProgress({ percent: 50 });
      await job.log('half way');
      if (job.data.fail) {
        throw new Error('on purpose');
      }
      return { ok: true };
    });
    const progressed = event(events, 'progress');
    const job = await queue.add('job', {}, { jobId: 'mine' });
    assert.deepEqual(await job.waitUntilFinished(events, 20_000), { ok: true });
    const [{ data }] = await progressed;
    assert.deepEqual(data, { percent: 50 });
    assert.equal((await queue.add('job', {}, { jobId: 'mine' })).id, 'mine');
    const broken = await queue.add('job', { fail: true }, { jobId: 'broken' });
    await assert.rejects(broken.waitUntilFinished(events, 20_000), /on purpose/);
    assert.deepEqual((await queue.getJobLogs('mine')).logs, ['half way']);
    const removed = event(events, 'removed');
    await job.remove();
    await removed;
    const mine = heard.filter((each) => each.endsWith(' mine'));
    assert.deepEqual(
      mine,
      ['added', 'waiting', 'active', 'progress', 'completed', 'removed'].map((name) => `${name} mine`)
    );
    assert.ok(heard.includes('failed broken'));
    assert.equal(await queue.getWorkersCount(), 1);
    await worker.close();
  },

  async stalled(bench) {
    const queue = bench.queue();
    const events = await bench.events();
    const dying = bench.worker(null, { lockDuration: 50, skipLockRenewal: true });
    const added = await queue.add('job', {});
    const taken = await dying.getNextJob('token-of-one-that-dies');
    assert.equal(taken.id, added.id);
    const stalled = event(events, 'stalled');
    const worker = bench.worker(async () => 'rescued', { stalledInterval: 60, lockDuration: 1_000 });
    const [job] = await event(worker, 'completed');
    assert.equal(job.returnvalue, 'rescued');
    assert.equal(job.stalledCounter, 1);
    assert.equal((await stalled)[0].jobId, added.id);
    await assert.rejects(taken.moveToCompleted('late', 'token-of-one-that-dies', false));
  },

  async removeOnComplete(bench) {
    const queue = bench.queue({ defaultJobOptions: { removeOnComplete: 2, removeOnFail: true } });
    const worker = bench.worker(async (job) => {
      if (job.data.fail) {
        throw new Error('gone');
      }
    });
    const five = times(worker, 'completed', 5);
    for (let n = 0; n < 5; n++) {
      await queue.add(`n${n}`, {});
    }
    await five;
    assert.deepEqual((await queue.getCompleted()).map((job) => job.name), ['n4', 'n3']);
    const rest = [event(worker, 'failed'), event(worker, 'completed')];
    await queue.add('fails', { fail: true });
    await queue.add('vanishes', {}, { removeOnComplete: true });
    await Promise.all(rest);
    assert.equal(await queue.getFailedCount(), 0);
    assert.equal(await queue.getCompletedCount(), 2);
  },

  async deduplicationAndUpdates(bench) {
    const queue = bench.queue();
    const deduplication = { id: 'same' };
    const first = await queue.add('one', { v: 1 }, { deduplication });
    const second = await queue.add('one', { v: 2 }, { deduplication });
    assert.equal(second.id, first.id);
    assert.equal(await queue.getDeduplicationJobId('same'), first.id);
    assert.equal(await queue.removeDeduplicationKey('same'), 1);
    const third = await queue.add('one', { v: 3 }, { deduplication: { id: 'same', ttl: 60_000 } });
    assert.notEqual(third.id, first.id);
    await third.updateData({ v: 4, deep: [{ nested: [[]] }] });
    assert.deepEqual((await queue.getJob(third.id)).data, { v: 4, deep: [{ nested: [[]] }] });
    const big = await queue.add('big', { text: 'x'.repeat(1_000_000) });
    assert.equal((await queue.getJob(big.id)).data.text.length, 1_000_000);
    await queue.drain();
    assert.equal(await queue.count(), 0);
    await queue.add('fails', {});
    const worker = bench.worker(async () => Promise.reject(new Error('no')), {
      metrics: { maxDataPoints: 10 },
    });
    await event(worker, 'failed');
    assert.equal((await queue.getMetrics('failed')).meta.count, 1);
    assert.equal((await queue.clean(0, 10, 'failed')).length, 1);
    await worker.close();
    for (let n = 0; n < 5; n++) {
      await queue.add('left', {}, { delay: n * 1_000 });
    }
    await queue.obliterate({ force: true });
    assert.deepEqual(await queue.getJobCounts(), await bench.queue({}, 'unknown').getJobCounts());
  },
};
