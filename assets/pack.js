// node pack.js FOLDER: of each style, script and picture in FOLDER a copy whose name holds a hash of its content, with
// the same packed by brotli and by gzip beside it, and names.json, which says what each is called.
const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");

const folder = process.argv[2];
const names = {};
for (const name of fs.readdirSync(folder).filter((one) => /\.(css|js|svg)$/.test(one)).sort()) {
  const content = fs.readFileSync(path.join(folder, name));
  const hash = crypto.createHash("sha256").update(content).digest("hex").slice(0, 12);
  const { name: stem, ext } = path.parse(name);
  const target = path.join(folder, (names[name] = `${stem}.${hash}${ext}`));
  fs.writeFileSync(target, content);
  fs.writeFileSync(`${target}.gz`, zlib.gzipSync(content, { level: 9 }));
  fs.writeFileSync(`${target}.br`, zlib.brotliCompressSync(content, {
    params: { [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  }));
}
fs.writeFileSync(path.join(folder, "names.json"), JSON.stringify(names, null, 1));
