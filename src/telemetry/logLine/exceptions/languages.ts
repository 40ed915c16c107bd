import { described, type ExceptionFinder, MAX_MESSAGE } from './described';

/** Where the error is looked for at the end of a stack that is longer than what is searched. */
const MAX_END = 65_536;

/** `Type: text in /app/x.php:3`, thrown to the top or written as text; Symfony's `Type: "text" at x.php line 3`. */
const PHP_HEAD =
  /(?:PHP )?(?:Fatal error: {1,2})?(?:Uncaught (?:PHP )?(?:Exception (?=\S+: ))?)?([A-Za-z_][\w\\]{0,200})(?:: "?([^]{0,4000}?)"?)? (?:in|at) \S{1,500}\.\w{2,5}(?:\(\d{1,9}\) : eval\(\)'d code)?(?::| line )\d{1,9}(?!\S)/y;
const PHP_STACK = '\nStack trace:\n';
const PHP_NEXT = '\nNext ';
/** Monolog writes exceptions within its context so, and Laravel their stacks behind. */
const PHP_OBJECT =
  /\[object\] \(([A-Za-z_][\w\\]{0,200})\(code: [^)\n]{0,40}\): ([^]{0,4000}?) at [^\s:]{1,500}:\d{1,9}\)/;

/** PHP: `Uncaught Exception: no stock in /app/x.php:3`, `[object] (Exception(code: 0): no stock at /app/x.php:3)`. */
const findPhp: ExceptionFinder = (text) => {
  const object = text.includes('[object] (') ? PHP_OBJECT.exec(text) : null;
  if (object !== null) {
    const stack = text.includes('#0 ', object.index) ? text.slice(object.index) : undefined;
    return { exception: described(object[1], object[2], stack), start: object.index };
  }
  const uncaught = text.indexOf('Uncaught ');
  const stacked = text.indexOf(PHP_STACK);
  if (uncaught < 0 && stacked < 0) {
    return undefined;
  }
  const start = uncaught >= 0 ? uncaught : text.lastIndexOf('\n', stacked - 1) + 1;
  // What it was thrown for comes before it.
  const next = stacked < 0 ? -1 : text.lastIndexOf(PHP_NEXT);
  PHP_HEAD.lastIndex = next > start ? next + PHP_NEXT.length : start;
  const head = PHP_HEAD.exec(text);
  return head === null
    ? undefined
    : { exception: described(head[1], head[2], stacked < 0 ? undefined : text.slice(start)), start };
};

const ELIXIR = /\*\* \(([A-Z][\w.]{0,200}|exit|throw|stop|EXIT from [^)\n]{1,80})\) (.*)/g;

/** Elixir: `** (RuntimeError) no stock`; within an exit that tells of one, the inner. */
const findElixir: ExceptionFinder = (text) => {
  const heads = text.includes('** (') ? [...text.matchAll(ELIXIR)].slice(0, 10) : [];
  const head = heads.find(([, type]) => /^[A-Z]\w*(?:\.|$)/.test(type ?? '') && type !== 'EXIT') ?? heads[0];
  return head === undefined
    ? undefined
    : {
        exception: described(head[1], head[2], text.includes('\n', head.index) ? text.slice(head.index) : undefined),
        start: heads[0]?.index ?? head.index,
      };
};

/** Since 1.73 the message is in the next line; before, it was quoted. */
const RUST =
  /^thread '[^'\n]{1,80}' (?:\(\d{1,12}\) )?panicked at (?:'((?:[^'\\\n]|\\.){0,2000})', |[^\n]{1,400}:\d{1,9}:\d{1,9}:\n([^\n]{0,2000}))/m;

/** Rust: `thread 'main' panicked at src/main.rs:12:5:⏎no stock`. */
const findRust: ExceptionFinder = (text) => {
  const panic = text.includes(' panicked at ') ? RUST.exec(text) : null;
  return panic === null
    ? undefined
    : { exception: described('panic', panic[1] ?? panic[2], text.slice(panic.index)), start: panic.index };
};

/** `NoMethodError (undefined method …):`, as Rails and Rack write it. */
const RAILS = /^([A-Z]\w{0,80}(?:::[A-Z]\w{0,80}){0,8}) \(([^\n]{0,2000}?)\):?\s*$/m;
/** `app.rb:3:in 'pay': no stock (PaymentError)`, as Ruby itself ends with it. */
const RUBY =
  /^\S{1,300}\.rb:\d{1,7}:in [`'][^'\n]{0,200}': ([^\n]{0,2000}) \(([A-Z]\w{0,80}(?:::[A-Z]\w{0,80}){0,8})\)$/m;
const RUBY_FRAME = /^(?:\s*|\[[\w-]{1,80}\] ?)(?:from )?\S{1,300}\.(?:rb|erb|haml|slim):\d{1,7}:in [`']/m;

const RUBY_SHORT = /^([^\n]{1,2000}) \(([A-Z]\w{0,80}(?:::[A-Z]\w{0,80}){0,8}(?:Error|Exception))\)$/;

/** As Ruby's Logger writes an exception. */
const RUBY_LOGGED = /^([^\n]{1,2000}) \(([A-Z]\w{0,80}(?:::[A-Z]\w{0,80}){0,8})\)\n/;

/** Ruby and Rails: the type in brackets behind the message, or the message behind the type. */
const findRuby: ExceptionFinder = (text) => {
  const ruby = text.includes('.rb:') ? RUBY.exec(text) : null;
  if (ruby !== null) {
    return { exception: described(ruby[2], ruby[1], text.slice(ruby.index)), start: ruby.index };
  }
  const short = text.endsWith('rror)') || text.endsWith('ption)') ? RUBY_SHORT.exec(text) : null;
  if (short !== null) {
    return { exception: described(short[2], short[1], undefined), start: 0 };
  }
  const logged = text.includes(')\n') ? RUBY_LOGGED.exec(text) : null;
  if (logged !== null && RUBY_FRAME.test(text.slice(logged[0].length))) {
    return { exception: described(logged[2], logged[1], text), start: 0 };
  }
  const rails = text.includes(')') ? RAILS.exec(text) : null;
  const isStacked = rails !== null && RUBY_FRAME.test(text.slice(rails.index));
  return rails === null || !(isStacked || /(?:Error|Exception|NotFound|Invalid|Timeout|Denied)$/.test(rails[1] ?? ''))
    ? undefined
    : { exception: described(rails[1], rails[2], isStacked ? text.slice(rails.index) : undefined), start: rails.index };
};

/** C++: `terminate called after throwing an instance of 'std::runtime_error'⏎  what():  no stock`. */
const findCpp: ExceptionFinder = (text) => {
  const thrown = text.includes('terminate called')
    ? /terminate called after throwing an instance of '([^'\n]{1,200})'(?:\s+what\(\): {1,2}([^\n]{0,2000}))?/.exec(
        text
      )
    : null;
  return thrown === null ? undefined : { exception: described(thrown[1], thrown[2], undefined), start: thrown.index };
};

const GO =
  /^(?:\S{0,40}: ?)?(?:(panic|fatal error): |.{0,200}\bpanic serving \S{1,60}: |\[PANIC RECOVER\] )(.*?)(?: \[recovered\])?$/m;

/** Echo's. */
const GO_ON_ONE_LINE = /^()(.{1,1000}?) goroutine \d{1,12} \[[^\]\n]{1,60}\]:$/m;
const GIN = /(?:\d{4}\/\d\d\/\d\d - \d\d:\d\d:\d\d )?panic recovered:\n/;

/** Go: `panic: no stock⏎⏎goroutine 1 [running]:`, `http: panic serving 10.0.0.1:5: no stock`. */
const findGo: ExceptionFinder = (text) => {
  const recovered = text.includes('panic recovered:\n') ? text.search(GIN) : -1;
  if (recovered >= 0) {
    // Gin's, which shows the request first.
    const said = /\n([^\n]{1,2000})\n\S{1,400}\.go:\d{1,7} \(0x/.exec(text.slice(recovered))?.[1];
    return { exception: described('panic', said, text.slice(recovered)), start: recovered };
  }
  const panic = text.includes('goroutine ') ? (GO.exec(text) ?? GO_ON_ONE_LINE.exec(text)) : null;
  if (panic === null) {
    return undefined;
  }
  const said = (panic[2] ?? '').replace(/ ?goroutine \d+ \[.*$/, '');
  const runtime = /^runtime error: (.*)$/.exec(said);
  const stack = text.slice(panic.index);
  const exception =
    runtime === null ? described(panic[1] || 'panic', said, stack) : described('runtime error', runtime[1], stack);
  return { exception, start: panic.index };
};

const PYTHON_GROUP = 'Exception Group Traceback';

/** Python: `Traceback (most recent call last):`; the error itself is the last line that is not indented. */
const findPython: ExceptionFinder = (text, whole) => {
  const start = text.indexOf('Traceback (most recent call last)');
  if (start < 0) {
    return undefined;
  }
  const stack = text.slice(start).trimEnd();
  const group = text.includes(PYTHON_GROUP) ? /^ {2,40}\| ([\w.]{0,100}Group): ([^\n]{0,2000})$/m.exec(text) : null;
  if (group !== null) {
    return { exception: described(group[1], group[2], stack), start: text.lastIndexOf('\n', start) + 1 };
  }
  const lines = whole
    .slice(Math.max(start, whole.length - MAX_END))
    .trimEnd()
    .split(/\r?\n/);
  for (let i = lines.length - 1; i >= 0; i--) {
    const head = /^([A-Za-z_][\w.]{0,200})(?:: (.*))?$/.exec((lines[i] ?? '').slice(0, MAX_MESSAGE));
    if (head !== null) {
      return { exception: described(head[1], head[2], stack), start };
    }
  }
  // AWS Lambda has the error before it.
  const before = /(?:^|\n)([A-Za-z_][\w.]{0,200}): ([^\n]{0,2000})\n$/.exec(
    text.slice(Math.max(0, start - 2300), start)
  );
  return { exception: described(before?.[1], before?.[2], stack), start };
};

/** In the order in which they are looked for: a text that names PHP's exception may hold the frames of others. */
export const FINDERS: readonly ExceptionFinder[] = [
  findPhp,
  findElixir,
  findRust,
  findPython,
  findGo,
  findRuby,
  findCpp,
];
