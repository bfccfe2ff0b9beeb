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


RATES = {"switches": switches, "pair": pair, "queue": queue}

if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
