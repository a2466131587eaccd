/*
 * Puts the types of the library into one file that needs no package: dist/index.d.ts. What schemas infer is written out,
 * so that a user's compiler does not meet zod.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import ts from "typescript";

const TSCONFIG = "tsconfig.json";

const { config } = ts.readConfigFile(TSCONFIG, ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
mkdirSync("dist", { recursive: true });
// Not below node_modules: what is there counts as somebody else's.
const folder = mkdtempSync("dist/types-");
try {
  const emit = {
    // `npm run types` checks.
    noCheck: true,
    noEmit: false,
    declaration: true,
    stripInternal: true,
    emitDeclarationOnly: true,
    rootDir: "src",
    outDir: folder,
  };
  const program = ts.createProgram(["src/index.ts"], { ...options, ...emit });
  program.emit();
  for (const file of program.getSourceFiles()) writeOutInferred(file, program.getTypeChecker());
  const input = join(folder, "index.d.ts");
  const bundle = await rollup({ input, external: /^node:/, plugins: [dts({ tsconfig: false })] });
  await bundle.write({ file: "dist/index.d.ts" });
} finally {
  rmSync(folder, { recursive: true });
}

/** Replaces each `type X = z.output<…>` of a module in its declarations by what it is. */
function writeOutInferred(file, checker) {
  const inferred = file.statements.filter(
    (node) => ts.isTypeAliasDeclaration(node) && node.type.getText().startsWith("z.output<"),
  );
  if (file.isDeclarationFile || inferred.length === 0) return;
  const path = join(folder, relative("src", file.fileName).replace(/\.ts$/, ".d.ts"));
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
  let text = readFileSync(path, "utf8");
  for (const { name } of inferred) {
    // What the module does not import is named with where it stands, which is the source.
    const type = checker
      .typeToString(checker.getTypeAtLocation(name), name, flags)
      .replaceAll(`import("${resolve("src")}`, `import("${resolve(folder)}`);
    text = text.replace(new RegExp(`(type ${name.text} = )z\\.output<.*>;`), (_, start) => `${start}${type};`);
  }
  writeFileSync(path, text);
}
