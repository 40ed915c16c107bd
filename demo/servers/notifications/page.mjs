/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The page on which notifications are read.
 *
 * @param {readonly import('./inbox.mjs').Notification[]} notifications
 */
export function inboxPage(notifications) {
  const items = notifications.map(
    ({ receivedAt, by, to, status, title, text, links }) => `<article class="${status ?? ''}">
<h2>${escaped(title)}</h2>
<p><time>${receivedAt.replace('T', ' ').slice(0, 19)} UTC</time>, by ${by} to ${escaped(to)}</p>
<pre>${escaped(text)}</pre>
<p>${links.map((link) => `<a href="${escaped(link)}" rel="noreferrer">${escaped(link)}</a>`).join('<br>')}</p>
</article>`
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Notifications</title><meta http-equiv="refresh" content="10">
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
article { border-left: 4px solid #888; margin: 1.5rem 0; padding: 0 1rem; overflow-wrap: anywhere; }
.firing { border-color: #c4162a; } .resolved { border-color: #37872d; }
h2 { font-size: 1.1rem; } pre { white-space: pre-wrap; }
</style></head><body>
<h1>Notifications</h1>
<p>What Alertmanager sent, by webhook and by mail, the newest first. Nothing is sent on.</p>
${items.join('\n') || '<p>No notifications yet</p>'}
</body></html>`;
}
