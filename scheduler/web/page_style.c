#include "scheduler/web/web_room.h"

/* One small stylesheet, phone first. Colours keep 4.5:1 against their ground (WCAG 2.2, 1.4.3). */
static const char style[] =
    ":root{--ink:#1b2430;--soft:#51606f;--line:#d5dce3;--ground:#f5f7f9;--card:#fff;--blue:#154273;--flame:#a93f00;--red:#b0151f}"
    "*{box-sizing:border-box}html{font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;color:var(--ink);background:var(--ground)}"
    "body{margin:0}a{color:var(--blue)}a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid #f0a500;outline-offset:2px}"
    ".skip{position:absolute;left:-99em}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem}"
    "header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;padding:.75rem 1rem;background:var(--blue);color:#fff}"
    "header a{color:#fff;font-weight:600}.brand{margin:0;font-size:1.2rem;font-weight:700}.brand::before{content:'';display:inline-block;"
    "width:.6rem;height:.9rem;margin-right:.5rem;background:#f0a500;border-radius:60% 60% 50% 50%/80% 80% 40% 40%}"
    "nav ul{display:flex;gap:1rem;list-style:none;margin:0;padding:0}.out{margin-left:auto;display:flex;gap:.75rem;align-items:center}"
    "main{max-width:60rem;margin:0 auto;padding:1rem}h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}"
    "h3{font-size:1.05rem;margin:0}.today,.note{color:var(--soft);margin-top:0}"
    "button{font:inherit;font-weight:600;color:var(--blue);background:#fff;border:1px solid var(--line);border-radius:.4rem;padding:.35rem .8rem;cursor:pointer}"
    "ul.tasks,ul.messages,ol.timeline{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}"
    ".task,.message,.timeline li{background:var(--card);border:1px solid var(--line);border-left:.3rem solid var(--blue);border-radius:.4rem;padding:.75rem 1rem;overflow-wrap:anywhere}"
    ".timeline .planned{border-left-style:dotted}.timeline .past{border-left-color:var(--soft)}"
    ".task p,.message p,.timeline p{margin:.2rem 0}.when{color:var(--soft);font-size:.9rem}.kind{font-size:.85rem;font-weight:600;color:var(--flame)}"
    ".late{color:var(--red)}.ground{color:var(--soft);font-size:.85rem}.subject{font-weight:600}.body{white-space:pre-line}"
    ".reach{display:flex;flex-wrap:wrap;gap:.25rem 1rem}.alert{border-left:.3rem solid var(--red);padding:.5rem .75rem;background:#fdf0f0;margin:.5rem 0}"
    ".empty{color:var(--soft);background:var(--card);border:1px dashed var(--line);border-radius:.4rem;padding:1rem}"
    ".facts{display:grid;grid-template-columns:1fr;gap:0 1.5rem;margin:1rem 0;background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.75rem 1rem;overflow-wrap:anywhere}"
    "dt{color:var(--soft);font-size:.85rem}dd{margin:0 0 .5rem}"
    ".signin{display:grid;gap:.35rem;max-width:24rem;background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:1rem}"
    ".signin input{font:inherit;padding:.5rem;border:1px solid #7a8794;border-radius:.4rem;width:100%}"
    ".signin button{margin-top:.75rem;background:var(--blue);color:#fff;padding:.6rem}"
    "@media(min-width:45rem){.facts{grid-template-columns:1fr 1fr}main{padding:1.5rem 2rem}}"
    "@media print{header{display:none}}";

void page_style(struct web_request *request, struct web_answer *answer) {
  (void)request;
  answer->type = "text/css; charset=utf-8";
  g_string_append(answer->body, style);
}
