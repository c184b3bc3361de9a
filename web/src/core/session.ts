// Who the browser is signed in as, and what that lets the pages offer. The server decides; this only spares people
// buttons that would be refused.
import { defineStore } from 'pinia';

import { call, setSessionHooks } from './api';
import type { Role, SessionView } from './types';

// Whoever has one of these posts works on cases.
export const kCaseRoles: Role[] = ['window_clerk', 'reviewer', 'approver', 'department_head', 'supervisor'];

const kNobody: SessionView = {
  kind: 'anonymous',
  account_id: null,
  display_name: '',
  applicant_kind: null,
  assurance_level: 0,
  demo: false,
  posts: [],
  csrf_token: '',
  idle_minutes: 0,
  must_change_password: false,
};

// Whoever has one of these posts works on questions, complaints and praise.
export const kInquiryRoles: Role[] = ['window_clerk', 'reviewer', 'department_head', 'supervisor'];

export const useSession = defineStore('session', {
  state: () => ({ view: kNobody, known: false, ended: false }),
  getters: {
    csrfToken: (state) => state.view.csrf_token,
    isSignedIn: (state) => state.view.kind === 'applicant' || state.view.kind === 'staff',
    isApplicant: (state) => state.view.kind === 'applicant',
    isStaff: (state) => state.view.kind === 'staff',
  },
  actions: {
    take(view: SessionView) {
      this.view = view;
      this.known = true;
      this.ended = false;
    },
    async renew() {
      this.take(await call('identity.session', {}));
    },
    async load() {
      if (!this.known) await this.renew();
    },
    async signOut() {
      await call('identity.logout', {});
      this.take(kNobody);
    },
    worksOnCases(): boolean {
      return this.hasRole(...kCaseRoles);
    },
    hasRole(...roles: Role[]): boolean {
      return this.view.posts.some((post) => roles.includes(post.role));
    },
    // Called when the server no longer knows the session that this page was opened with.
    noticeEnd() {
      if (this.isSignedIn) this.ended = true;
    },
  },
});

export function connectSession(): void {
  const session = useSession();
  setSessionHooks({
    csrfToken: () => session.csrfToken,
    renew: () => session.renew(),
    ended: () => session.noticeEnd(),
  });
}
