# Text made of pieces: interpolation, concatenation onto a growing text, joining, numbers to text and back.
def bench(n):
    total = 0
    for i in range(n):
        name = f"item-{i}"
        line = f"{name}: {i % 100} of {i + 7}; {name}"
        total += len(line)
        text = ""
        for k in range(10):
            text = text + "<" + str(k + i) + ">"
        total += len(text)
        words = []
        for part in text.split("><"):
            words.append(part)
        total += len(", ".join(words))
        total += int(words[4])
        total = total % 1000003
    return total


def main():
    import sys
    import time
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 60000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    result = None
    for r in range(1, rounds + 1):
        start = time.perf_counter()
        result = bench(n)
        stop = time.perf_counter()
        print("round", r, "%.3f" % ((stop - start) * 1000), flush=True)
    print("result", result)


main()
