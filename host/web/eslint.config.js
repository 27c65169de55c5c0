import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const pages = ['today', 'review', 'timeline', 'setup', 'integrations', 'projects', 'rules', 'devices', 'settings', 'entry', 'statistics', 'goals', 'sharing', 'accuracy', 'insights']
const anyPage = (except) => pages.filter((p) => p !== except).flatMap((p) => [`@/${p}/*`, `@/${p}`, `../${p}/*`])
const outsideApi = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text is text: no raw HTML.' },
  { selector: "JSXOpeningElement[name.name='style']", message: 'Inline <style> breaks the content security policy.' },
]
const network = [
  { selector: "CallExpression[callee.name='fetch']", message: 'Only api/ talks to the network.' },
  { selector: "NewExpression[callee.name='EventSource']", message: 'Only api/ talks to the network.' },
]

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts', 'src/routeTree.gen.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks, 'jsx-a11y': a11y },
    rules: {
      ...a11y.flatConfigs.recommended.rules,
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'max-lines': ['error', 200],
      'no-restricted-syntax': ['error', ...outsideApi, ...network],
      'jsx-a11y/no-autofocus': 'off',
    },
  },
  { files: ['src/api/**'], rules: { 'no-restricted-syntax': ['error', ...outsideApi] } },
  {
    files: ['src/kit/**', 'src/lib/**', 'src/api/**', 'src/i18n/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [...anyPage(''), '@/shell/*'] }] },
  },
  ...pages.map((page) => ({
    files: [`src/${page}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns: anyPage(page) }] },
  })),
)
