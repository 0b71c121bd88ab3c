#include "scheduler/web/web_room.h"

/* One small stylesheet, phone first. Text keeps 4.5:1 against its ground, edges of fields and focus 3:1 (WCAG 2.2, 1.4.3
 * and 1.4.11); what is pressed is at least 2.75 rem high where it stands alone (2.5.8). */
static const char *const style[] = {
    ":root{--ink:#1b2430;--soft:#4b5967;--line:#d5dce3;--ground:#f4f6f8;--card:#fff;--blue:#154273;--flame:#8f3600;--warm:#fdf1e3;--red:#a3121c}"
    "*{box-sizing:border-box}html{font:1.0625rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;color:var(--ink);background:var(--ground)}"
    "body{margin:0}a{color:var(--blue)}a:hover{text-decoration-thickness:2px}"
    "a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid var(--flame);outline-offset:2px;border-radius:.2rem}"
    "header a:focus-visible,header button:focus-visible{outline-color:#ffc04d}main:focus{outline:none}"
    ".skip{position:absolute;left:-99em}.skip:focus{left:1rem;top:.5rem;z-index:1;background:#fff;padding:.5rem .75rem;border-radius:.3rem}"
    "header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;padding:.6rem 1rem;background:var(--blue);color:#fff}"
    ".brand{margin:0;font-size:1.2rem;font-weight:700}.brand::before{content:'';display:inline-block;"
    "width:.6rem;height:.9rem;margin-right:.5rem;background:#ffb733;border-radius:60% 60% 50% 50%/80% 80% 40% 40%}"
    "header nav ul{display:flex;gap:.25rem;list-style:none;margin:0;padding:0}"
    "header nav a{display:inline-block;color:#fff;font-weight:600;padding:.5rem .75rem;border-radius:.4rem;text-decoration:none}"
    "header nav a:hover{text-decoration:underline}header nav a[aria-current]{text-decoration:underline;text-decoration-thickness:3px;text-underline-offset:.4rem;text-decoration-color:#ffb733}"
    ".out{margin-left:auto;display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center;overflow-wrap:anywhere}"
    "main{max-width:52rem;margin:0 auto;padding:1rem;overflow-wrap:break-word}"
    "h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0 .25rem}h2{font-size:1.25rem;margin:2rem 0 .6rem}h3{font-size:1.08rem;line-height:1.35;margin:0}"
    ".lead,.note{color:var(--soft);margin:0 0 1rem}"
    "button{font:inherit;font-weight:600;color:var(--blue);background:#fff;border:1px solid var(--line);border-radius:.4rem;padding:.4rem .8rem;cursor:pointer}"
    , /* a compiler need not take a literal of more than 4095 bytes */
    "ul.tasks,ul.messages,ol.timeline{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:.75rem}"
    ".task,.message,.timeline li{background:var(--card);border:1px solid var(--line);border-left:.3rem solid var(--blue);border-radius:.4rem;"
    "padding:.75rem 1rem;overflow-wrap:anywhere}"
    ".timeline .now{border-left-color:var(--flame)}.timeline .planned{border-left-style:dotted}.timeline .past{border-left-color:#9aa7b4}"
    ".task p,.message p,.timeline p{margin:.3rem 0}.message h2{font-size:1.08rem;margin:0}.message .body,.message .subject{margin-top:.5rem}"
    ".when,.ground{color:var(--soft);font-size:.95rem}.task .what{margin-top:.5rem}"
    ".kind{display:inline-block;font-size:.9rem;font-weight:600;color:var(--flame);background:var(--warm);border-radius:.3rem;padding:0 .45rem;margin-right:.25rem}"
    ".when .kind{margin-right:0}.late{color:var(--red)}.subject{font-weight:600}.body{white-space:pre-line}"
    ".reach{display:inline-block;padding:.35rem 0;margin-right:1rem}dd .reach{padding:0}"
    ".alert{border-left:.3rem solid var(--red);border-radius:.2rem;padding:.5rem .75rem;background:#fdeeee;margin:.75rem 0}"
    ".empty{color:var(--soft);background:var(--card);border:1px dashed #9aa7b4;border-radius:.4rem;padding:1rem;margin:0}"
    ".facts{margin:1rem 0;background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.9rem 1rem .4rem;overflow-wrap:anywhere}"
    "dt{color:var(--soft);font-size:.95rem}dd{margin:0 0 .6rem}"
    ".signin{display:grid;gap:.35rem;max-width:24rem;background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:1rem;margin:1rem 0}"
    ".signin label{font-weight:600}.signin input{font:inherit;padding:.6rem;border:1px solid #6b7885;border-radius:.4rem;width:100%;margin-bottom:.4rem}"
    ".signin button{margin-top:.5rem;background:var(--blue);color:#fff;padding:.7rem}"
    ".pages{display:flex;flex-wrap:wrap;gap:.5rem;margin:1.5rem 0}.pages a{display:inline-block;padding:.6rem 1rem;background:var(--card);"
    "border:1px solid #6b7885;border-radius:.4rem;font-weight:600;text-decoration:none}"
    "@media(min-width:45rem){main{padding:1.5rem 2rem}.facts{display:grid;grid-template-columns:minmax(10rem,auto) 1fr;gap:.1rem 1.5rem}dd{margin-bottom:.35rem}}"
    "details{margin-top:.75rem}summary{cursor:pointer;color:var(--blue);font-weight:600;padding:.6rem 0}details ol{margin-top:.25rem}"
    "@media print{header,.pages{display:none}html{background:#fff}}"};

void page_style(struct web_request *request, struct web_answer *answer) {
  (void)request;
  answer->type = "text/css; charset=utf-8";
  for (guint i = 0; i < G_N_ELEMENTS(style); i++) g_string_append(answer->body, style[i]);
}
