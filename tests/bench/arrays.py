# Arrays: appending, reading and writing by index, popping, slices, reversal, search, sorting, joining two by a spread.
def bench(n):
    total = 0
    xs = []
    for i in range(n):
        xs.append(i * 7919 % 10007)
    for i in range(n):
        xs[i] = xs[i] + i
    for r in range(20):
        total += xs[r * 3] % 1000
    for i in range(0, n, 10):
        part = xs[i:i + 8]
        total += len(part) + part[0]
        total += part[::-1][-1]
        both = [*part[:3], 1, *part]
        total += both.index(1)
        total = total % 1000003
    ordered = sorted(xs)
    total += ordered[0]
    total += ordered[-1]
    while xs:
        total += xs.pop() % 10
    return total % 1000003


def main():
    import sys
    import time
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 200000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    result = None
    for r in range(1, rounds + 1):
        start = time.perf_counter()
        result = bench(n)
        stop = time.perf_counter()
        print("round", r, "%.3f" % ((stop - start) * 1000), flush=True)
    print("result", result)


main()
