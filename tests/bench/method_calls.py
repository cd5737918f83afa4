# Calls of small methods: one class at the site, four classes in turn, inherited ones, super, calls on self.
class Shape:
    def __init__(self, w, h):
        self.w = w
        self.h = h

    def width(self):
        return self.w

    def height(self):
        return self.h

    def area(self):
        return 0

    def grown(self, by):
        return self.width() + by

    def weight(self):
        return self.area() + 1


class Box(Shape):
    def area(self):
        return self.w * self.h


class Wedge(Shape):
    def area(self):
        return self.w * self.h % 1000

    def weight(self):
        return super().weight() + 2


class Tile(Box):
    def height(self):
        return 1


class Line(Shape):
    pass


def bench(n):
    shapes = [Box(3, 4), Wedge(50, 60), Tile(7, 8), Line(9, 10)]
    box = Box(5, 6)
    total = 0
    for i in range(n):
        total += box.grown(i)
        total += box.area()
        shape = shapes[i % 4]
        total += shape.weight()
        total += shape.height()
        total = total % 1000003
    return total


def main():
    import sys
    import time
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 6000000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    result = None
    for r in range(1, rounds + 1):
        start = time.perf_counter()
        result = bench(n)
        stop = time.perf_counter()
        print("round", r, "%.3f" % ((stop - start) * 1000), flush=True)
    print("result", result)


main()
