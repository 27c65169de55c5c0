// Runs before the first paint (the content security policy forbids inline scripts): no flash of the wrong theme or language.
(function () {
  var root = document.documentElement
  var read = function (key) {
    try { return localStorage.getItem(key) } catch { return null }
  }
  var theme = read('daybook.theme')
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  if (read('daybook.density') === 'compact') root.dataset.density = 'compact'
  var lang = read('daybook.lang') || (navigator.language || 'en').slice(0, 2)
  root.lang = lang === 'hi' ? 'hi' : 'en'
})()
