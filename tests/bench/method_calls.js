// Calls of small methods: one class at the site, four classes in turn, inherited ones, super, calls on self.
class Shape {
  constructor(w, h) {
    this.w = w;
    this.h = h;
  }
  width() { return this.w; }
  height() { return this.h; }
  area() { return 0; }
  grown(by) { return this.width() + by; }
  weight() { return this.area() + 1; }
}
class Box extends Shape {
  area() { return this.w * this.h; }
}
class Wedge extends Shape {
  area() { return this.w * this.h % 1000; }
  weight() { return super.weight() + 2; }
}
class Tile extends Box {
  height() { return 1; }
}
class Line extends Shape {}

function bench(n) {
  const shapes = [new Box(3, 4), new Wedge(50, 60), new Tile(7, 8), new Line(9, 10)];
  const box = new Box(5, 6);
  let total = 0;
  for (let i = 0; i < n; i++) {
    total += box.grown(i);
    total += box.area();
    const shape = shapes[i % 4];
    total += shape.weight();
    total += shape.height();
    total = total % 1000003;
  }
  return total;
}

function main() {
  const n = process.argv.length > 2 ? parseInt(process.argv[2]) : 6000000;
  const rounds = process.argv.length > 3 ? parseInt(process.argv[3]) : 10;
  let result = null;
  for (let r = 1; r <= rounds; r++) {
    const start = performance.now();
    result = bench(n);
    const stop = performance.now();
    console.log("round " + r + " " + (stop - start).toFixed(3));
  }
  console.log("result " + result);
}

main();
