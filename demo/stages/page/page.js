/** Requests worth a look in Tillwatch: their traces differ. */
const EXAMPLES = [
  { title: 'List the products', method: 'GET', path: '/products' },
  { title: 'Read one product', method: 'GET', path: '/products/1' },
  { title: 'Read a product that does not exist (404)', method: 'GET', path: '/products/999999' },
  { title: 'Add to a cart', method: 'POST', path: '/cart/items', body: '{"product_id": 18, "quantity": 1}' },
  { title: 'Fail (500)', method: 'GET', path: '/error' },
];

/** How many answers stay on the page. */
const SHOWN = 50;

const form = document.querySelector('form');
const status = document.querySelector('[role=status]');
const rows = document.querySelector('tbody');
const { example, method, path, body, times } = form.elements;

example.append(...EXAMPLES.map(({ title }, index) => new Option(title, String(index))));
example.addEventListener('change', fill);
form.addEventListener('submit', send);
fill();

function fill() {
  const chosen = EXAMPLES[Number(example.value)];
  method.value = chosen.method;
  path.value = chosen.path;
  body.value = chosen.body ?? '';
}

async function send(event) {
  event.preventDefault();
  const button = form.querySelector('button');
  const request = { method: method.value, path: path.value, ...(body.value && { body: body.value }) };
  button.disabled = true;
  try {
    for (let left = Number(times.value); left > 0; left -= 1) {
      status.textContent = `${left} to send`;
      show(request, await ask(request));
    }
    status.textContent = '';
  } catch (error) {
    status.textContent = error.message;
  } finally {
    button.disabled = false;
  }
}

async function ask(request) {
  const response = await fetch('/send', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`The request was not sent: ${answer.message}`);
  }
  return answer;
}

/** Texts, never HTML: what the shop answers is shown as it is. */
function show(request, answer) {
  const link = Object.assign(document.createElement('a'), {
    href: answer.traceUrl,
    textContent: answer.traceId,
    target: '_blank',
    rel: 'noreferrer',
  });
  const text = Object.assign(document.createElement('pre'), { textContent: answer.text });
  const row = document.createElement('tr');
  for (const content of [
    `${request.method} ${request.path}`,
    answer.status === 0 ? 'no answer' : String(answer.status),
    `${answer.milliseconds} ms`,
    link,
    text,
  ]) {
    const cell = document.createElement('td');
    cell.append(content);
    row.append(cell);
  }
  rows.prepend(row);
  while (rows.rows.length > SHOWN) {
    rows.deleteRow(-1);
  }
}
