import lit from 'eslint-plugin-lit';
// @ts-expect-error The plugin has no types.
import litA11y from 'eslint-plugin-lit-a11y';
import tseslint from 'typescript-eslint';

/**
 * The one direction in which packages import each other: the key imports the values, and nothing else.
 * @type {Record<string, string[]>}
 */
const mayImport = {
  schema: [],
  credential: [],
  client: ['schema'],
  elements: ['client', 'credential', 'schema'],
  registry: ['credential', 'schema'],
};

const packageNames = Object.keys(mayImport);

// The plugin's types are those of the configuration before flat ones.
const litRecommended = /** @type {import('typescript-eslint').ConfigArray[number]} */ (
  lit.configs?.['flat/recommended']
);

/** @type {import('typescript-eslint').ConfigArray} */
const importDirection = Object.entries(mayImport).map(([name, allowed]) => ({
  files: [`packages/${name}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: packageNames
          .filter((other) => other !== name && !allowed.includes(other))
          .map((other) => ({
            group: [`@fupin/${other}`, `@fupin/${other}/*`, `**/packages/${other}/**`],
            message: `${name} may import ${allowed.join(', ') || 'no other package'} only.`,
          })),
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.fupin/', '.cache/'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // A schema and the type inferred from it share one name.
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'max-lines': ['error', { max: 350, skipBlankLines: false, skipComments: false }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what you export.' },
        { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
      ],
    },
  },
  ...importDirection,
  { files: ['packages/elements/src/**/*.ts'], ...litRecommended },
  {
    files: ['packages/elements/src/**/*.ts'],
    plugins: { 'lit-a11y': litA11y },
    rules: litA11y.configs.recommended.rules,
  },
  {
    files: ['**/*.test.ts', '**/*.test.js', '**/test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // An assertion of the browser tests is a property: expect(value).to.be.true.
      '@typescript-eslint/no-unused-expressions': 'off',
      'max-lines': ['error', { max: 400 }],
    },
  },
  { files: ['**/*-data.ts', 'packages/registry/src/demo/**'], rules: { 'max-lines': 'off' } },
  {
    files: [
      'scripts/**',
      'bench/**',
      'examples/**/*.js',
      '*.config.js',
      'packages/*/*.config.js',
      'packages/registry/src/cli/**',
      'packages/registry/src/cli.ts',
    ],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
);
