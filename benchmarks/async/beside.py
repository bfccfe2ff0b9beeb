"""What io.miniredis.benchmarks.AsyncBeside measures, in CPython's asyncio. One measure a process.

usage: beside.py MEASURE      prints the figures, one a line: name, tab, value
"""
import asyncio
import resource
import sys
import time


async def switches(tasks=1000, each=1000):
    async def step():
        for _ in range(each):
            await asyncio.sleep(0)

    start = time.perf_counter()
    await asyncio.gather(*[step() for _ in range(tasks)])
    return tasks * each / (time.perf_counter() - start)


async def pair(switches=500_000):
    """Two tasks that wake each other by turns."""
    async def step():
        for _ in range(switches // 2):
            await asyncio.sleep(0)

    start = time.perf_counter()
    await asyncio.gather(step(), step())
    return switches / (time.perf_counter() - start)


async def queue(items=1_000_000, maxsize=1000):
    q = asyncio.Queue(maxsize)

    async def produce():
        for i in range(items):
            await q.put(i)

    async def consume():
        for _ in range(items):
            await q.get()

    start = time.perf_counter()
    await asyncio.gather(produce(), consume())
    return items / (time.perf_counter() - start)


async def sleeps(tasks=100_000):
    async def sleeper(i):
        await asyncio.sleep(1)
        return i

    start = time.perf_counter()
    results = await asyncio.gather(*[sleeper(i) for i in range(tasks)])
    assert len(results) == tasks
    return time.perf_counter() - start


async def alive(tasks=1_000_000):
    """Tasks that all wait at the same time."""
    everybody = asyncio.Event()
    here = 0

    async def waiting():
        nonlocal here
        here += 1
        if here == tasks:
            everybody.set()
        await everybody.wait()
        return here

    start = time.perf_counter()
    results = await asyncio.gather(*[waiting() for _ in range(tasks)])
    assert all(seen == tasks for seen in results)
    return time.perf_counter() - start


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def exchange(port, times, answers, *dialogue):
    """Sends every second of the dialogue, and expects the one after it so many times."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for i in range(times):
        at = i * 2 % len(dialogue)
        writer.write(dialogue[at])
        await writer.drain()
        for _ in range(answers):
            assert await reader.readline() == dialogue[at + 1]
    writer.close()
    await writer.wait_closed()


async def serve(handler, client, clients, count):
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    await asyncio.gather(*[client(port) for _ in range(clients)])
    rate = count / (time.perf_counter() - start)
    server.close()
    await server.wait_closed()
    return rate


async def echo(lines=20_000):
    async def handler(reader, writer):
        async for line in reader:
            writer.write(line)
            await writer.drain()
        writer.close()

    hello = b"hello, world\n"
    return await serve(handler, lambda port: exchange(port, lines, 1, hello, hello), 1, lines)


def mini_redis():
    """The mini Redis of part 17 of the examples."""
    store = {}

    def answer(request):
        words = request.split(" ", 2)
        if words[0] == "PUT" and len(words) == 3:
            store[words[1]] = words[2]
            return "OK\n"
        if words[0] == "GET" and len(words) == 2:
            value = store.get(words[1])
            return "NONE\n" if value is None else f"OK {value}\n"
        if words[0] == "DEL" and len(words) == 2:
            store.pop(words[1], None)
            return "OK\n"
        return "" if words == ["QUIT"] else "ERROR\n"

    async def handler(reader, writer):
        async for line in reader:
            text = answer(line.decode().strip())
            if not text:
                break
            writer.write(text.encode())
            await writer.drain()
        writer.close()

    return handler


async def part17(connections=50, each=1000, window=1):
    """A client sends `window` requests at once."""
    dialogue = b"PUT key value\n" * window, b"OK\n", b"GET key\n" * window, b"OK value\n"
    return await serve(
        mini_redis(), lambda port: exchange(port, each // window, window, *dialogue),
        connections, connections * each)


async def part17_pipelined():
    return await part17(each=5000, window=20)


async def listen(port):
    server = await asyncio.start_server(mini_redis(), "127.0.0.1", port)
    await server.serve_forever()


async def best(measure, rounds):
    return max([await measure() for _ in range(rounds)])


async def main(name):
    if name == "sleeps":
        print(f"sleeps_seconds\t{await sleeps():.3f}")
        print(f"sleeps_peak_mb\t{peak_megabytes():.0f}")
    elif name == "million":
        print(f"million_seconds\t{await alive():.3f}")
        print(f"million_peak_mb\t{peak_megabytes():.0f}")
    elif name in RATES:
        print(f"{name}\t{await best(RATES[name], 3):.0f}")
    else:
        sys.exit(f"unknown measure {name}: there are sleeps, million, {', '.join(RATES)}")


RATES = {"switches": switches, "pair": pair, "queue": queue, "echo": echo, "part17": part17,
         "part17pipelined": part17_pipelined}

if __name__ == "__main__":
    asyncio.run(listen(int(sys.argv[2])) if sys.argv[1] == "listen" else main(sys.argv[1]))
