// What an application does with node-redis, in RESP2 and RESP3.
'use strict';

const assert = require('node:assert/strict');
const redis = require('redis');

/** Resolves with the next message that a listener of the returned pair is given. */
function mailbox() {
  const heard = [];
  const waiting = [];
  return {
    listener: (message, channel) => {
      const mail = `${channel} ${message}`;
      waiting.length > 0 ? waiting.shift()(mail) : heard.push(mail);
    },
    next: () =>
      heard.length > 0
        ? Promise.resolve(heard.shift())
        : new Promise((resolve) => waiting.push(resolve)),
  };
}

function scenarios(RESP) {
  const create = (port, options = {}) =>
    redis
      .createClient({ RESP, socket: { host: '127.0.0.1', port, reconnectStrategy: 10 }, ...options })
      .on('error', () => {});

  return {
    async typesAndReplies(port, key) {
      const client = await create(port, { name: 'node' }).connect();
      assert.equal(await client.set(key('s'), 'v', { condition: 'NX', expiration: { type: 'EX', value: 9 } }), 'OK');
      assert.equal(await client.set(key('s'), 'w', { condition: 'NX' }), null);
      assert.equal(await client.set(key('s'), 'x', { GET: true, expiration: 'KEEPTTL' }), 'v');
      assert.ok((await client.pTTL(key('s'))) > 0);
      assert.equal(await client.clientGetName(), 'node');
      assert.equal(await client.incrByFloat(key('n'), 1.5), '1.5');
      assert.equal(await client.hSet(key('h'), { a: 1, b: 'two' }), 2);
      assert.deepEqual({ ...(await client.hGetAll(key('h'))) }, { a: '1', b: 'two' });
      assert.deepEqual(await client.hmGet(key('h'), ['a', 'none']), ['1', null]);
      assert.deepEqual(await client.hExpire(key('h'), 'a', 100), [1]);
      assert.deepEqual(await client.hTTL(key('h'), ['a', 'b', 'none']), [100, -1, -2]);
      const members = [
        { value: 'a', score: 1.25 },
        { value: 'b', score: Infinity },
      ];
      assert.equal(await client.zAdd(key('z'), members), 2);
      assert.equal(await client.zScore(key('z'), 'a'), 1.25);
      assert.deepEqual(
        (await client.zRangeWithScores(key('z'), 0, -1)).map(({ value, score }) => [value, score]),
        [['a', 1.25], ['b', Infinity]]
      );
      assert.deepEqual(await client.zmScore(key('z'), ['a', 'none']), [1.25, null]);
      await client.rPush(key('l'), ['1', '2', '3', '2']);
      assert.deepEqual(await client.lPosCount(key('l'), '2', 0), [1, 3]);
      const [from, elements] = await client.lmPop([key('none'), key('l')], 'LEFT', { COUNT: 2 });
      assert.deepEqual([from, elements], [key('l'), ['1', '2']]);
      await client.sAdd(key('set'), ['x', 'y']);
      assert.deepEqual(await client.smIsMember(key('set'), ['x', 'z']).then((all) => all.map(Number)), [1, 0]);
      await client.geoAdd(key('g'), { member: 'p', longitude: 13.361389, latitude: 38.115556 });
      const [place] = await client.geoPos(key('g'), 'p');
      assert.ok(Math.abs(Number(place.longitude) - 13.361389) < 1e-5);
      assert.equal(await client.objectEncoding(key('n')), 'embstr');
      assert.equal(await client.copy(key('s'), key('copy')), 1);
      assert.equal((await client.configGet('maxmemory*'))['maxmemory-policy'], 'noeviction');
      assert.equal((await client.commandInfo(['get']))[0].arity, 2);
      assert.ok((await client.clientList()).some((each) => each.name === 'node' && each.resp === RESP));
      assert.ok((await client.memoryUsage(key('s'))) > 0);
      assert.ok((await client.time()) !== null);
      await assert.rejects(client.lPush(key('s'), 'x'), /^.*WRONGTYPE/);
      const bytes = client.withTypeMapping({ [redis.RESP_TYPES.BLOB_STRING]: Buffer });
      const all = Buffer.from([...Array(256).keys()]);
      await bytes.set(key('bytes'), all);
      assert.ok(all.equals(await bytes.get(key('bytes'))));
      const seen = new Set();
      await client.mSet(Object.fromEntries([...Array(300).keys()].map((n) => [key(`scan${n}`), 'v'])));
      for await (const page of client.scanIterator({ MATCH: key('scan*'), COUNT: 50 })) {
        page.forEach((each) => seen.add(each));
      }
      assert.equal(seen.size, 300);
      await client.close();
    },

    async pipelinesAndTransactions(port, key) {
      const client = await create(port).connect();
      const replies = await Promise.all([...Array(2_000).keys()].map(() => client.incr(key('n'))));
      assert.deepEqual(replies, [...Array(2_000).keys()].map((n) => n + 1));
      const result = await client.multi().set(key('a'), '1').incr(key('a')).get(key('none')).exec();
      assert.deepEqual(result, ['OK', 2, null]);
      const pool = redis.createClientPool({ RESP, socket: { host: '127.0.0.1', port } });
      await pool.connect();
      await assert.rejects(
        pool.execute(async (watcher) => {
          await watcher.watch(key('a'));
          await client.set(key('a'), 'changed');
          return watcher.multi().set(key('a'), 'lost').exec();
        }),
        redis.WatchError
      );
      assert.equal(await client.get(key('a')), 'changed');
      await assert.rejects(client.multi().set(key('a'), 'x').incr(key('a')).exec(), redis.MultiErrorReply);
      const taking = pool.execute((taker) => taker.blPop(key('l'), 20));
      await client.rPush(key('l'), 'element');
      assert.equal((await taking).element, 'element');
      await pool.close();
      await client.close();
    },

    async publishAndSubscribe(port, key) {
      const publisher = await create(port).connect();
      const subscriber = await create(port).connect();
      const { listener, next } = mailbox();
      await subscriber.subscribe(key('news'), listener);
      await subscriber.pSubscribe(key('n*'), listener);
      await subscriber.sSubscribe(key('shard'), listener);
      assert.equal(await publisher.publish(key('news'), 'hello'), 2);
      assert.deepEqual([await next(), await next()], [`${key('news')} hello`, `${key('news')} hello`]);
      assert.equal(await publisher.sPublish(key('shard'), 'piece'), 1);
      assert.equal(await next(), `${key('shard')} piece`);
      if (RESP === 3) {
        assert.equal(await subscriber.get(key('none')), null);
      }
      await subscriber.pUnsubscribe(key('n*'));
      // cut off by the server, it comes back and subscribes again
      const back = new Promise((resolve) => subscriber.once('ready', resolve));
      await publisher.clientKill({ filter: 'TYPE', type: 'pubsub' });
      await back;
      // the pattern is left, the shard's channel and this one are back
      while ((await publisher.publish(key('news'), 'again')) !== 1);
      assert.equal(await next(), `${key('news')} again`);
      await subscriber.close();
      await publisher.close();
    },

    async scripts(port, key) {
      const client = await create(port, {
        scripts: {
          add: redis.defineScript({
            NUMBER_OF_KEYS: 1,
            SCRIPT: "return redis.call('INCRBY', KEYS[1], ARGV[1])",
            parseCommand(parser, name, by) {
              parser.pushKey(name);
              parser.push(String(by));
            },
            transformReply: (reply) => reply,
          }),
        },
      }).connect();
      assert.equal(await client.add(key('n'), 40), 40);
      assert.equal(await client.add(key('n'), 2), 42);
      assert.deepEqual(
        await client.eval('return {1, {2, "x"}, false, KEYS[1]}', { keys: [key('k')] }),
        [1, [2, 'x'], null, key('k')]
      );
      await assert.rejects(client.eval('return redis.error_reply("MINE is it")'), /MINE is it/);
      await assert.rejects(client.evalSha('0'.repeat(40)), /NOSCRIPT/);
      await client.close();
    },

    async functions(port, key) {
      const code = `#!lua name=node${RESP}
        redis.register_function('node${RESP}_add', function(keys, args)
          return redis.call('INCRBY', keys[1], args[1])
        end)
        redis.register_function{
          function_name = 'node${RESP}_get', flags = {'no-writes'},
          callback = function(keys) return redis.call('GET', keys[1]) end
        }`;
      const client = await create(port).connect();
      assert.equal(await client.functionLoad(code, { REPLACE: true }), `node${RESP}`);
      await assert.rejects(client.functionLoad(code), /already exists/);
      assert.equal(await client.fCall(`node${RESP}_add`, { keys: [key('n')], arguments: ['42'] }), 42);
      assert.equal(await client.fCallRo(`node${RESP}_get`, { keys: [key('n')] }), '42');
      const [library] = await client.functionListWithCode({ LIBRARYNAME: `node${RESP}` });
      assert.deepEqual([library.library_name, library.engine, library.library_code], [`node${RESP}`, 'LUA', code]);
      assert.equal(library.functions.length, 2);
      assert.equal((await client.functionStats()).running_script, null);
      const binary = client.withTypeMapping({ [redis.RESP_TYPES.BLOB_STRING]: Buffer });
      const dump = await binary.functionDump();
      assert.equal(await client.functionDelete(`node${RESP}`), 'OK');
      assert.equal(await client.functionRestore(dump), 'OK');
      await client.functionFlush('SYNC');
      await client.close();
    },

    // its replies to stream commands in RESP3 are documented as unstable
    ...(RESP === 2 && {
      async streams(port, key) {
        const client = await create(port).connect();
        const id = await client.xAdd(key('x'), '*', { field: 'value' });
        await client.xGroupCreate(key('x'), 'group', '0');
        const [stream] = await client.xReadGroup('group', 'one', { key: key('x'), id: '>' }, { COUNT: 5 });
        assert.equal(stream.name, key('x'));
        assert.deepEqual(stream.messages.map((each) => [each.id, { ...each.message }]), [[id, { field: 'value' }]]);
        const pending = await client.xPending(key('x'), 'group');
        assert.equal(pending.pending, 1);
        assert.deepEqual(pending.consumers.map(({ name, deliveriesCounter }) => [name, deliveriesCounter]), [['one', 1]]);
        const claimed = await client.xAutoClaim(key('x'), 'group', 'two', 0, '0');
        assert.deepEqual(claimed.messages.map((each) => each.id), [id]);
        const [group] = await client.xInfoGroups(key('x'));
        assert.deepEqual([group.name, group.pending, group.lag], ['group', 1, 0]);
        assert.equal((await client.xInfoStream(key('x')))['last-generated-id'], id);
        assert.equal(await client.xAck(key('x'), 'group', id), 1);
        await client.close();
      },
    }),

    ...(RESP === 3 && {
      async clientSideCache(port, key) {
        const reader = await create(port, { clientSideCache: { ttl: 0, maxEntries: 100 } }).connect();
        const writer = await create(port).connect();
        await writer.set(key('k'), '0');
        for (let n = 1; n < 50; n++) {
          await reader.get(key('k'));
          await reader.get(key('k'));
          await writer.set(key('k'), String(n));
          while ((await reader.get(key('k'))) !== String(n)) {
            await new Promise(setImmediate);
          }
        }
        await reader.close();
        await writer.close();
      },
    }),
  };
}

exports.suites = { 'node-redis-resp2': scenarios(2), 'node-redis-resp3': scenarios(3) };
