// Before the first paint: the theme that this browser last knew. A module would run a frame too late, and a dark
// window would flash white. The rest is src/app/platform/theme.ts.
try {
  const theme = localStorage.getItem('holdall-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Blocked site data: the app says so when it starts.
}
