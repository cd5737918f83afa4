# The servers that Gene's is measured beside: how each is started, and programs of about the same size and kind for it.
import pathlib
import shutil


def python(lines):
    out, n = ["limit = 10", "print(undefined_name)"], 0
    while len(out) < lines:
        out += ["", f"# Value {n} of the table.", f"def compute_{n}(alpha: int, beta: int = 2, scale: int = 1) -> int:",
                "    total = alpha + beta * scale", "    for item in [1, 2, 3]:", "        if item > 1:", "            total += item * scale",
                "        else:", "            total -= 1", "    print(f\"value {total}\", alpha)", "    return total"]
        n += 1
    return "\n".join(out) + "\n", "    return total", "    ", "t", "x; "


def typescript(lines):
    out, n = ["const limit = 10;", "console.log(undefinedName);"], 0
    while len(out) < lines:
        out += ["", f"// Value {n} of the table.", f"export function compute_{n}(alpha: number, beta = 2, scale = 1): number {{",
                "  let total = alpha + beta * scale;", "  for (const item of [1, 2, 3]) {", "    if (item > 1) {", "      total += item * scale;",
                "    } else {", "      total -= 1;", "    }", "  }", "  console.log(`value ${total}`, alpha);", "  return total;", "}"]
        n += 1
    return "\n".join(out) + "\n", "  return total;", "  ", "t", "x; "


def cpp(lines):
    out, n = ["int printf(const char *, ...);", "int limit = 10;", "int bad = undefined_name;"], 0
    while len(out) < lines:
        out += ["", f"// Value {n} of the table.", f"int compute_{n}(int alpha, int beta = 2, int scale = 1) {{",
                "  int total = alpha + beta * scale;", "  for (int item : {1, 2, 3}) {", "    if (item > 1) {", "      total += item * scale;",
                "    } else {", "      total -= 1;", "    }", "  }", "  printf(\"value %d %d\", total, alpha);", "  return total;", "}"]
        n += 1
    out.insert(0, "#include <initializer_list>")
    return "\n".join(out) + "\n", "  return total;", "  ", "t", "x; "


def found(folder):
    """Name, command, language, file name and generator of each that is there; a line about each that is not."""
    programs = pathlib.Path(folder) / "node_modules" / ".bin" if folder else None

    def npm(name):
        local = programs / name if programs else None
        return str(local) if local and local.exists() else shutil.which(name)

    all_of_them = [("pyright", npm("pyright-langserver"), ["--stdio"], "python", "main.py", python),
                   ("typescript-language-server", npm("typescript-language-server"), ["--stdio"], "typescript", "main.ts", typescript),
                   ("clangd", shutil.which("clangd"), ["--log=error"], "cpp", "main.cpp", cpp)]
    for name, command, options, language, file, source in all_of_them:
        if command:
            yield name, [command, *options], language, file, source
        else:
            print(f"{name} is not installed: left out")
