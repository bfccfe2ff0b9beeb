// What an application does with ioredis.
'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const Redis = require('ioredis');

const create = (port, options = {}) =>
  new Redis({ host: '127.0.0.1', port, retryStrategy: () => 10, ...options }).on('error', () => {});

exports.suites = {
  ioredis: {
    async typesAndReplies(port, key) {
      const redis = create(port, { keyPrefix: key('') });
      assert.equal(await redis.set('s', 'v', 'PX', 9_000, 'NX'), 'OK');
      assert.equal(await redis.set('s', 'w', 'NX'), null);
      assert.equal(await redis.hset('h', { a: 1, b: 2 }), 2);
      assert.deepEqual(await redis.hgetall('h'), { a: '1', b: '2' });
      assert.deepEqual(await redis.mget('s', 'none'), ['v', null]);
      assert.equal(await redis.zadd('z', 1.5, 'a', 'inf', 'b'), 2);
      assert.deepEqual(await redis.zrange('z', 0, -1, 'WITHSCORES'), ['a', '1.5', 'b', 'inf']);
      const all = Buffer.from([...Array(256).keys()]);
      await redis.setBuffer('bytes', all);
      assert.ok(all.equals(await redis.getBuffer('bytes')));
      await assert.rejects(redis.incr('s'), /ERR value is not an integer/);
      await redis.sadd('set', ...[...Array(500).keys()]);
      let seen = 0;
      for await (const page of redis.sscanStream('set', { count: 50 })) {
        seen += page.length;
      }
      assert.ok(seen >= 500);
      redis.disconnect();
    },

    async pipelines(port, key) {
      const redis = create(port, { enableAutoPipelining: true });
      const replies = await Promise.all([...Array(2_000).keys()].map(() => redis.incr(key('n'))));
      assert.equal(new Set(replies).size, 2_000);
      const results = await redis.pipeline().set(key('a'), 1).lpush(key('a'), 'x').get(key('a')).exec();
      assert.deepEqual([results[0], results[2]], [[null, 'OK'], [null, '1']]);
      assert.match(results[1][0].message, /WRONGTYPE/);
      assert.deepEqual(await redis.multi().incr(key('a')).get(key('a')).exec(), [[null, 2], [null, '2']]);
      await assert.rejects(redis.multi().set(key('a')).exec(), /EXECABORT/);
      const other = create(port);
      await other.watch(key('a'));
      await redis.set(key('a'), 'changed');
      assert.equal(await other.multi().set(key('a'), 'lost').exec(), null);
      const taking = other.blpop(key('l'), 20);
      await redis.rpush(key('l'), 'element');
      assert.deepEqual(await taking, [key('l'), 'element']);
      redis.disconnect();
      other.disconnect();
    },

    async scripts(port, key) {
      const redis = create(port);
      redis.defineCommand('twice', { numberOfKeys: 1, lua: "return {KEYS[1], ARGV[1] * 2, ARGV[1] .. ''}" });
      assert.deepEqual(await redis.twice(key('k'), 21), [key('k'), 42, '21']);
      const results = await redis.pipeline().twice(key('k'), 1).twice(key('k'), 2).exec();
      assert.deepEqual(results.map(([, [, n]]) => n), [2, 4]);
      redis.disconnect();
    },

    async comesBackAfterACut(port, key) {
      const redis = create(port, { connectionName: key('cut') });
      const killer = create(port);
      const subscriber = create(port, { connectionName: key('sub') });
      const heard = [];
      subscriber.on('messageBuffer', (channel, message) => heard.push(`${channel} ${message}`));
      subscriber.on('pmessage', (pattern, channel, message) => heard.push(`${pattern} ${channel} ${message}`));
      assert.equal(await subscriber.subscribe(key('a'), key('b')), 2);
      assert.equal(await subscriber.psubscribe(key('p*')), 3);
      await redis.select(3);
      await redis.set(key('k'), 'v');
      for (const client of [redis, subscriber]) {
        const back = once(client, 'ready');
        const lines = (await killer.client('LIST')).split('\n');
        const line = lines.find((each) => each.includes(`name=${client.options.connectionName} `));
        assert.equal(await killer.client('KILL', 'ID', line.match(/id=(\d+)/)[1]), 1);
        await back;
      }
      assert.equal(await redis.get(key('k')), 'v');
      while ((await killer.publish(key('a'), 'hello')) !== 1);
      while ((await killer.publish(key('p1'), 'hello')) !== 1);
      while (heard.length < 2) {
        await killer.ping();
      }
      assert.deepEqual(heard, [`${key('a')} hello`, `${key('p*')} ${key('p1')} hello`]);
      await redis.del(key('k'));
      [redis, killer, subscriber].forEach((client) => client.disconnect());
    },

    async monitor(port, key) {
      const redis = create(port);
      const monitor = await redis.monitor();
      const seen = new Promise((resolve) =>
        monitor.on('monitor', (time, args) => args.includes(key('watched')) && resolve(args))
      );
      await redis.set(key('watched'), 'a "quoted" value');
      assert.deepEqual(await seen, ['set', key('watched'), 'a "quoted" value']);
      monitor.disconnect();
      redis.disconnect();
    },
  },

  /** The shape of what Sidekiq does: lists for ready jobs, a sorted set for those of later. */
  sidekiq: {
    async jobsNowAndLater(port, key) {
      const client = create(port);
      const worker = create(port);
      client.defineCommand('zpopbyscore', {
        numberOfKeys: 1,
        lua: `local jobs = redis.call("zrange", KEYS[1], "-inf", ARGV[1], "byscore", "limit", 0, 1)
              if jobs[1] then redis.call("zrem", KEYS[1], jobs[1]) return jobs[1] end`,
      });
      const now = Date.now() / 1000;
      const job = (name) => JSON.stringify({ class: name, jid: key(name), args: [1, null, 'ü'] });
      await client
        .multi()
        .zadd(key('schedule'), String(now - 2), job('older'), String(now - 1), job('newer'))
        .zadd(key('schedule'), String(now + 3600), job('tomorrow'))
        .exec();
      const fetching = worker.brpop(key('queue:critical'), key('queue:default'), 20);
      await client.sadd(key('queues'), 'default');
      let due;
      const moved = [];
      while ((due = await client.zpopbyscore(key('schedule'), String(now))) !== null) {
        await client.multi().sadd(key('queues'), 'default').lpush(key('queue:default'), due).exec();
        moved.push(JSON.parse(due).class);
      }
      assert.deepEqual(moved, ['older', 'newer']);
      const [queue, first] = await fetching;
      assert.deepEqual([queue, JSON.parse(first).class], [key('queue:default'), 'older']);
      // a worker takes from the tail into a list of its own, and puts back what it has not done
      assert.equal(await worker.lmove(key('queue:default'), key('private'), 'RIGHT', 'LEFT'), job('newer'));
      assert.equal(await worker.lrem(key('private'), -1, job('newer')), 1);
      await worker.zadd(key('retry'), String(now + 15), job('newer'));
      await worker
        .pipeline()
        .incrby(key('stat:processed'), 1)
        .expire(key('stat:processed'), 5 * 365 * 86_400)
        .hset(key('process'), { info: '{}', busy: 1, beat: now })
        .expire(key('process'), 60)
        .exec();
      const [[, retries], [, scheduled], [, processed]] = await client
        .pipeline()
        .zcard(key('retry'))
        .zcard(key('schedule'))
        .get(key('stat:processed'))
        .exec();
      assert.deepEqual([retries, scheduled, processed], [1, 1, '1']);
      assert.equal(await client.zscore(key('retry'), job('newer')), String(now + 15));
      client.disconnect();
      worker.disconnect();
    },
  },
};
