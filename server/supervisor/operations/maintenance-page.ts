/** The one page of the maintenance server: nothing from anywhere else, readable without scripts, goes on by itself. */
import { randomBytes } from 'node:crypto';
import { type Situation, type Words, wordsFor } from './maintenance-words.ts';

interface Page {
  html: string;
  /** Content-Security-Policy. */
  policy: string;
}

export function maintenancePage(situation: Situation, acceptLanguage: string | undefined): Page {
  const nonce = randomBytes(16).toString('base64');
  const words = wordsFor(acceptLanguage);
  return {
    html: pageText(situation, words, nonce),
    policy: `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  };
}

/** `GET /api/v1/operation` of the maintenance server: what everybody may know; why something failed is for the administrator. */
export function publicReport(situation: Situation, acceptLanguage: string | undefined) {
  const { operation, server } = situation;
  if (!operation)
    return { kind: null, state: null, progress: 0, seconds_left: null, server, ...shownIn(situation, acceptLanguage) };
  const { kind, state, progress, seconds_left } = operation;
  return { kind, state, progress, seconds_left, server, ...shownIn(situation, acceptLanguage) };
}

const shownIn = (situation: Situation, acceptLanguage: string | undefined) => ({
  told: wordsFor(acceptLanguage).tell(situation),
});

function pageText(situation: Situation, words: Words, nonce: string): string {
  const { heading, lead, left } = words.tell(situation);
  const progress = situation.operation && situation.server === 'operating' ? situation.operation.progress : null;
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<noscript><meta http-equiv="refresh" content="10"></noscript>
<title>${escaped(heading)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
${MARK}
<h1 id="heading">${escaped(heading)}</h1>
<p id="lead">${escaped(lead)}</p>
<div id="bar" role="progressbar" aria-labelledby="heading" aria-valuemin="0" aria-valuemax="100"${progress === null ? ' hidden' : ` aria-valuenow="${Math.round(progress * 100)}"`}><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect id="done" height="1" width="${((progress ?? 0) * 100).toFixed(1)}"/></svg></div>
<p id="left" role="status">${escaped(left)}</p>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
}

const MARK =
  '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7"/><path d="M7.2 25.6V15.2a8.8 8.8 0 0 1 17.6 0v10.4M12 25.6V15.4a4 4 0 0 1 8 0v10.2"/></svg>';

const STYLE = `
:root{--page:#fff;--ink:#11181d;--ink2:#4a535a;--line:#e0e4e7;--accent:#00668c;--on:#fff}
@media (prefers-color-scheme:dark){:root{--page:#11161a;--ink:#eceff1;--ink2:#b5bdc3;--line:#283036;--accent:#61b2dc;--on:#04202d}}
*{box-sizing:border-box;margin:0}
body{min-height:100vh;display:grid;place-items:center;padding:32px 24px;background:var(--page);color:var(--ink);font:16px/24px system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{width:100%;max-width:560px}
.mark{width:48px;height:48px;margin-bottom:32px;fill:var(--accent)}
.mark path{fill:none;stroke:var(--on);stroke-width:2.4}
h1{font-size:clamp(28px,5vw,40px);line-height:1.15;font-weight:650;letter-spacing:-.015em;text-wrap:balance}
#lead{margin-top:16px;color:var(--ink2);max-width:46ch}
#bar{margin-top:40px;height:6px;border-radius:3px;overflow:hidden;background:var(--line)}
#bar[hidden]{display:none}
#bar svg{display:block;width:100%;height:6px}
#done{fill:var(--accent);transition:width 400ms linear}
#left{margin-top:12px;min-height:24px;font-size:14px;color:var(--ink2);font-variant-numeric:tabular-nums}
@media (prefers-reduced-motion:reduce){#done{transition:none}}
`.replaceAll('\n', '');

/** Asks every two seconds; when the academy itself answers again, the page that was asked for is loaded. */
const SCRIPT = `
const at=id=>document.getElementById(id);
const show=report=>{
  at('heading').textContent=document.title=report.told.heading;
  at('lead').textContent=report.told.lead;
  if(at('left').textContent!==report.told.left)at('left').textContent=report.told.left;
  const runs=report.server==='operating';
  at('bar').hidden=!runs;
  at('bar').setAttribute('aria-valuenow',Math.round(report.progress*100));
  at('done').setAttribute('width',(report.progress*100).toFixed(1));
};
const ask=async()=>{
  try{
    const ready=await fetch('/api/v1/health/ready',{cache:'no-store'});
    if(ready.ok)return location.reload();
    const answer=await fetch('/api/v1/operation',{cache:'no-store'});
    if(answer.ok)show((await answer.json()).data);
  }catch{}
  setTimeout(ask,2000);
};
setTimeout(ask,1000);
`;

function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, found => names[found] as string);
}
