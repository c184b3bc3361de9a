// Where the steps of an application are: on the applicant's own pages, unless the window says otherwise.
import { inject, type InjectionKey } from 'vue';
import type { RouteLocationRaw } from 'vue-router';

export type StepPlace = (case_id: string, step: string, hash?: string) => RouteLocationRaw;

export const kStepPlace: InjectionKey<StepPlace> = Symbol('where the steps of an application are');

export const ownPlace: StepPlace = (case_id, step, hash = '') => ({ name: 'apply', params: { case_id, step }, hash });
export const useStepPlace = (): StepPlace => inject(kStepPlace, ownPlace);
