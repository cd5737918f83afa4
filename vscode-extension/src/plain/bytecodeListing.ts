// The bytecode view as text: a code after the other, one instruction in a line, and which line belongs to which form.
import { innermost, sameRange } from './positions';
import type { Bytecode, BytecodeRow, Position, Range } from './protocol';

export interface ListedInstruction {
  /** In the listing, from 0. */
  readonly line: number;
  /** In the source. */
  readonly range: Range;
  readonly row: BytecodeRow;
  readonly code: Bytecode;
}

export interface BytecodeListing {
  readonly text: string;
  readonly instructions: readonly ListedInstruction[];
}

const OFFSET_WIDTH = 4;
const OP_WIDTH = 18;

export function listBytecode(code: Bytecode): BytecodeListing {
  const lines: string[] = [];
  const instructions: ListedInstruction[] = [];
  const write = (part: Bytecode, depth: number) => {
    const indent = '  '.repeat(depth);
    lines.push(`${indent}; ${part.kind} ${part.name}${part.parameters.length === 0 ? '' : ` [${part.parameters.join(' ')}]`}, stack ${part.maxStack}`);
    const operandWidth = Math.min(24, Math.max(0, ...part.rows.map((row) => row.operands.length)));
    for (const row of part.rows) {
      instructions.push({ line: lines.length, range: row.range, row, code: part });
      lines.push(`${indent}${instructionText(row, operandWidth)}`);
    }
    for (const { from, to, handler } of part.handlers) {
      lines.push(`${indent}; an exception from ${from} to ${to} goes on at ${handler}`);
    }
    for (const nested of part.nested) {
      lines.push('');
      write(nested, depth + 1);
    }
  };
  write(code, 0);
  return { text: `${lines.join('\n')}\n`, instructions };
}

/** The lines that the innermost form around a place of the source has become. */
export function linesAt(listing: BytecodeListing, position: Position): number[] {
  const found = innermost(listing.instructions, position);
  return found === undefined ? [] : listing.instructions.filter((one) => sameRange(one.range, found.range)).map((one) => one.line);
}

/** The instruction in a line of the listing; in another line the first one after it. */
export function instructionAt(listing: BytecodeListing, line: number): ListedInstruction | undefined {
  return listing.instructions.find((one) => one.line >= line);
}

/** What is known of an instruction, in Markdown. */
export function describeInstruction({ row, code }: ListedInstruction): string {
  const names = code.locals.filter((local) => row.offset >= local.from && row.offset < local.to).map((local) => `${local.name} (${local.slot})`);
  return [
    `\`${row.op}\` \`${row.effect}\``,
    row.doc,
    row.depth < 0 ? 'Control never comes here.' : `Operand stack before it: ${row.depth} deep.`,
    ...(names.length === 0 ? [] : [`Variables here: ${names.join(', ')}`]),
  ].join('\n\n');
}

function instructionText(row: BytecodeRow, operandWidth: number): string {
  const mark = row.statement ? '>' : ' ';
  const offset = String(row.offset).padStart(OFFSET_WIDTH);
  return `${mark}${offset}  ${row.op.padEnd(OP_WIDTH)} ${row.operands.padEnd(operandWidth)}  ; ${row.effect}`;
}
