"""Runs the random programs of BesideCpythonTest in CPython's asyncio, in virtual time, and prints what they do.

Standard input: programs, each its tasks' lines and then a line with a dot. Standard output: what happened in
each, one event a line, and then a line with a dot.
"""
import asyncio
import itertools
import selectors
import sys

# CPython leaves open which of two timers of equal time runs first; here it is the older one, as in ours.
numbers = itertools.count()
SHUT_DOWN = getattr(asyncio, "QueueShutDown", ValueError)
asyncio.TimerHandle.__lt__ = lambda a, b: (a._when, number(a)) < (b._when, number(b))
seen = {}


def number(timer):
    if timer not in seen:
        seen[timer] = next(numbers)
    return seen[timer]


class Ordered(dict):
    """A set in order of arrival: CPython leaves open in which order a group cancels its tasks."""

    def add(self, item):
        self[item] = True

    def discard(self, item):
        self.pop(item, None)


class VirtualSelector(selectors.DefaultSelector):
    now = 0

    def select(self, timeout=None):
        if timeout:
            self.now += timeout
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.virtual = VirtualSelector()
        super().__init__(self.virtual)

    def time(self):
        return self.virtual.now

    def call_at(self, when, callback, *args, context=None):
        timer = super().call_at(when, callback, *args, context=context)
        number(timer)
        return timer


class Program:
    def __init__(self, lines):
        self.lines = lines
        self.queues = [asyncio.Queue(), asyncio.Queue(1)]
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.semaphore = asyncio.Semaphore(2)
        self.events = [asyncio.Event(), asyncio.Event()]
        self.condition = asyncio.Condition()
        self.barrier = asyncio.Barrier(2)
        self.tasks = []
        self.over = False

    def log(self, who, what):
        if self.over:
            return
        print(f"{asyncio.get_running_loop().time():g} {who} {what}")

    async def main(self):
        for who, line in enumerate(self.lines):
            self.tasks.append(asyncio.create_task(self.task(who, line)))
        done, pending = await asyncio.wait(self.tasks, timeout=50)
        self.log("main", f"{len(done)} done")
        for _ in range(4):
            # The stubborn ones need more than one.
            for task in self.tasks:
                task.cancel()
            await asyncio.wait(self.tasks, timeout=20)
        for who, task in enumerate(self.tasks):
            self.log(who, "cancelled" if task.cancelled() else f"{task.exception()}")
        self.over = True

    async def task(self, who, line):
        words = iter(line.split())
        stubborn = int(next(words))
        for op in words:
            try:
                result = await self.run(who, op.split(","))
                self.log(who, f"{op} {'' if result is None else result}".strip())
            except asyncio.CancelledError:
                self.log(who, f"{op} cancelled")
                stubborn -= 1
                if stubborn < 0:
                    raise
            except TimeoutError:
                self.log(who, f"{op} timeout")
            except ExceptionGroup as group:
                self.log(who, f"{op} failed with {len(group.exceptions)}")
            except (ValueError, asyncio.BrokenBarrierError, SHUT_DOWN):
                self.log(who, f"{op} failed")

    async def run(self, who, op):
        name, *numbers = op
        a, b = ([int(n) for n in numbers] + [0, 0])[:2]
        if name == "sleep":
            await asyncio.sleep(a)
        elif name == "put":
            await self.queues[a].put(b)
        elif name == "get":
            return await self.queues[a].get()
        elif name == "getwithin":
            async with asyncio.timeout(b):
                return await self.queues[a].get()
        elif name == "lock":
            async with self.locks[a]:
                self.log(who, "has the lock")
                await asyncio.sleep(b)
        elif name == "lockwithin":
            async with asyncio.timeout(b):
                async with self.locks[a]:
                    await asyncio.sleep(1)
        elif name == "semaphore":
            async with self.semaphore:
                await asyncio.sleep(a)
        elif name == "set":
            self.events[a].set()
        elif name == "clear":
            self.events[a].clear()
        elif name == "wait":
            async with asyncio.timeout(b):
                await self.events[a].wait()
        elif name == "cancel":
            return self.tasks[a % len(self.tasks)].cancel()
        elif name == "await":
            if self.tasks[a % len(self.tasks)] is not asyncio.current_task():
                await asyncio.wait([self.tasks[a % len(self.tasks)]], timeout=b)
        elif name == "shield":
            return await asyncio.shield(self.napping(who, b, a))
        elif name == "gather":
            return sum(await asyncio.gather(self.napping(who, a, a), self.napping(who, b, b)))
        elif name == "first":
            naps = [asyncio.create_task(self.napping(who, n, n)) for n in (a, b)]
            done, _ = await asyncio.wait(naps, return_when=asyncio.FIRST_COMPLETED)
            return len(done)
        elif name == "completed":
            if a != b:
                naps = [asyncio.create_task(self.napping(who, n, n)) for n in (a, b)]
                return "".join([str(await nap) for nap in asyncio.as_completed(naps)])
        elif name == "nested":
            async with asyncio.timeout(a):
                async with asyncio.timeout(b):
                    await asyncio.sleep(2)
        elif name == "group":
            group = asyncio.TaskGroup()
            group._tasks = Ordered()
            async with group:
                group.create_task(self.napping(who, a, a))
                group.create_task(self.failing(who, b) if a == 2 else self.napping(who, b, b))
                await asyncio.sleep(1)
        elif name == "condition":
            async with asyncio.timeout(b):
                async with self.condition:
                    await self.condition.wait()
                    self.log(who, "notified")
                    await asyncio.sleep(a)
        elif name == "notify":
            async with self.condition:
                self.condition.notify(a + 1)
        elif name == "barrier":
            async with asyncio.timeout(b):
                return await self.barrier.wait()
        elif name == "reset":
            await self.barrier.reset()
        elif name == "shutdown":
            self.queues[a].shutdown(immediate=b == 3)
        elif name == "join":
            async with asyncio.timeout(b):
                await self.queues[a].join()
        elif name == "done":
            self.queues[a].task_done()
        elif name == "waitfor":
            return await asyncio.wait_for(self.queues[a].get(), b)
        elif name == "waitfortask":
            return await asyncio.wait_for(asyncio.create_task(self.napping(who, a, a)), b)
        elif name == "uncancel":
            return self.tasks[a % len(self.tasks)].uncancel()
        else:
            raise AssertionError(name)

    async def failing(self, who, seconds):
        await self.napping(who, seconds, seconds)
        raise ValueError

    async def napping(self, who, seconds, result):
        try:
            await asyncio.sleep(seconds)
        finally:
            self.log(who, f"nap {result} over")
        return result


def main():
    lines = []
    for line in sys.stdin:
        if line.strip() != ".":
            lines.append(line)
            continue
        loop = VirtualLoop()
        loop.set_exception_handler(lambda *_: None)

        async def run(program):
            await Program(program).main()

        loop.run_until_complete(run(lines))
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
        print(".")
        lines = []


main()
