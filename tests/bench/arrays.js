// Arrays: appending, reading and writing by index, popping, slices, reversal, search, sorting, joining two by a spread.
function bench(n) {
  let total = 0;
  const xs = [];
  for (let i = 0; i < n; i++) xs.push(i * 7919 % 10007);
  for (let i = 0; i < n; i++) xs[i] = xs[i] + i;
  for (let r = 0; r < 20; r++) total += xs[r * 3] % 1000;
  for (let i = 0; i < n; i += 10) {
    const part = xs.slice(i, i + 8);
    total += part.length + part[0];
    const reversed = part.slice().reverse();
    total += reversed[reversed.length - 1];
    const both = [...part.slice(0, 3), 1, ...part];
    total += both.indexOf(1);
    total = total % 1000003;
  }
  const sorted = xs.slice().sort((a, b) => a - b);
  total += sorted[0];
  total += sorted[sorted.length - 1];
  while (xs.length > 0) total += xs.pop() % 10;
  return total % 1000003;
}

function main() {
  const n = process.argv.length > 2 ? parseInt(process.argv[2]) : 200000;
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
