// The protocol as a JSON schema, made from Microsoft's types; every message of every test is held against it.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const require = createRequire(import.meta.url);
const TYPES = path.join(path.dirname(require.resolve('@vscode/debugprotocol/package.json')), 'lib', 'debugProtocol.d.ts');
const CACHE = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), 'node_modules', '.cache', 'gene-dap-schema.json');

function schema() {
  const written = (file) => fs.statSync(file).mtimeMs;
  if (fs.existsSync(CACHE) && written(CACHE) > Math.max(written(TYPES), written(new URL(import.meta.url)))) return JSON.parse(fs.readFileSync(CACHE, 'utf8'));
  const made = createGenerator({ path: TYPES, type: '*', skipTypeCheck: true, additionalProperties: false }).createSchema('*');
  // What the types leave open: columns of `additionalModuleColumns` are attributes of modules, configurations are the adapter's own,
  // and so are flags of `initialize` beyond the protocol's.
  for (const open of ['Capabilities', 'Module', 'LaunchRequestArguments', 'AttachRequestArguments']) made.definitions[`DebugProtocol.${open}`].additionalProperties = true;
  fs.mkdirSync(path.dirname(CACHE), { recursive: true });
  const temporary = `${CACHE}.${process.pid}`;
  fs.writeFileSync(temporary, JSON.stringify(made));
  fs.renameSync(temporary, CACHE);
  return made;
}

const made = schema();
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema(made, 'dap');
const validators = new Map();

function validator(type) {
  if (!validators.has(type)) {
    const name = `DebugProtocol.${type}`;
    validators.set(type, name in made.definitions ? ajv.compile({ $ref: `dap#/definitions/${name}` }) : null);
  }
  return validators.get(type);
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

function typeOf(message) {
  if (message.type === 'event') return `${capital(message.event)}Event`;
  if (message.type === 'request') return `${capital(message.command)}Request`;
  return message.success ? `${capital(message.command)}Response` : 'ErrorResponse';
}

/** What is wrong with a message; empty when nothing is. Our own requests and events, `gene/…`, are messages of the base types. */
export function faults(message) {
  const own = (message.command ?? message.event ?? '').startsWith('gene/');
  const type = own ? { event: 'Event', request: 'Request', response: 'Response' }[message.type] : typeOf(message);
  const validate = validator(type);
  if (validate === null) return [`the protocol has no ${type}`];
  return validate(message) ? [] : validate.errors.map((e) => `${type}${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}
