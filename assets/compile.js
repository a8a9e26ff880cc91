// node compile.js SASS SOURCE TARGET PACKAGES: one style sheet of SOURCE, as small as sass writes it.
const [sass, source, target, packages] = process.argv.slice(2);
try {
  const made = require(sass).compile(source, { loadPaths: [packages], style: "compressed", quietDeps: true });
  require("fs").writeFileSync(target, made.css);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
