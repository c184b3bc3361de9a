import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The server behind `npm run dev`: start one with ./tb run, or name another.
const server = process.env.TONGBAN_SERVER ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    // Messages are interpreted, not compiled to functions: the content security policy forbids eval.
    __INTLIFY_JIT_COMPILATION__: true,
    __INTLIFY_DROP_MESSAGE_COMPILER__: false,
  },
  build: {
    target: 'es2020',
    // Data URLs for scripts would need a looser policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    // What needs what, for the budget of the first load (tests/e2e/budget.mjs).
    manifest: true,
    rollupOptions: {
      output: {
        manualChunks(id) {
          // First, and with the helpers of the build: else they end up in the fields of forms, and every page brings those.
          if (/node_modules\/(@?vue|vue-router|vue-i18n|pinia|@intlify)\//.test(id) || /^\0(plugin-vue|vite\/|commonjsHelpers)/.test(id)) return 'vue';
          if (id.includes('node_modules/element-plus') || id.includes('node_modules/@element-plus')) return 'element';
          if (id.includes('@jsonforms') || id.includes('/ajv')) return 'forms';
          return undefined;
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'], server: { deps: { inline: ['element-plus'] } } },
});
