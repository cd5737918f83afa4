// Text made of pieces: interpolation, concatenation onto a growing text, joining, numbers to text and back.
function bench(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const name = `item-${i}`;
    const line = `${name}: ${i % 100} of ${i + 7}; ${name}`;
    total += line.length;
    let text = "";
    for (let k = 0; k < 10; k++) text = text + "<" + String(k + i) + ">";
    total += text.length;
    const words = [];
    for (const part of text.split("><")) words.push(part);
    total += words.join(", ").length;
    total += parseInt(words[4]);
    total = total % 1000003;
  }
  return total;
}

function main() {
  const n = process.argv.length > 2 ? parseInt(process.argv[2]) : 60000;
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
