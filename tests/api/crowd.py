"""Many at once: the calls begin together, behind one barrier."""

import threading


def at_once(calls):
    """Runs all calls, each in its thread, and returns their results in order; the first exception is raised again."""
    results, barrier = [None] * len(calls), threading.Barrier(len(calls))

    def run(index, call):
        barrier.wait()
        try:
            results[index] = call()
        except Exception as problem:  # noqa: BLE001 - told below, in the thread of the test
            results[index] = problem

    threads = [threading.Thread(target=run, args=(index, call)) for index, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
