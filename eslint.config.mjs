import tseslint from 'typescript-eslint';

/** Few rules, each named: what the compiler cannot see and a reader would stumble over. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'cdktf.out/', '**/gen/'] },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { ts: tseslint.plugin },
    rules: {
      'ts/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'ts/no-explicit-any': 'error',
      'ts/no-require-imports': 'off',
      'ts/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-duplicate-imports': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@cdktf/provider-aws',
              message: 'Import "@cdktf/provider-aws/lib/<resource>": the root costs 2 s and 575 MB.',
            },
          ],
        },
      ],
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['test/**/*.ts', 'scripts/**'], rules: { 'no-console': 'off' } },
);
