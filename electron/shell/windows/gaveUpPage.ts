/**
 * The page shown by a window that failed repeatedly. It has no script, since the console's page is what failed. `reason`
 * is Electron's code (crashed, oom, killed …).
 */
export function gaveUpPage(reason: string): string {
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>城哨</title>
<body style="margin:0;height:100vh;display:flex;flex-direction:column;gap:2vh;align-items:center;justify-content:center;background:#12161c;color:#e8edf3;font-family:'Microsoft YaHei','Noto Sans CJK SC',sans-serif;text-align:center">
<h1 style="font-size:4vh;margin:0">本窗口反复出错，已停止自动恢复</h1>
<p style="font-size:2.6vh;margin:0">其他窗口和数据不受影响。请在任一窗口按 Alt+0 打开「窗口布局」，重新切换当前方案；若再次出现，请重启本程序并把下面的代码告诉管理员。</p>
<p style="font-size:2.2vh;margin:0;color:#b3bfcc">This window failed repeatedly. Open “Window layout” (Alt+0) in any window and switch the profile again; if it fails again, restart the program and report this code.</p>
<code style="font-size:2vh">${reason.replace(/[^\w-]/g, '')}</code></body></html>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
}
