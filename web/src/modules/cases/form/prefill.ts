// What an application need not ask, because the account already says it: names, numbers, phone, address. The fields stay
// open, and nothing is asked of anybody else.
import type { CaseView } from '@/core/types';

type Applicant = CaseView['applicant'];

const kKnown: Record<string, (applicant: Applicant) => string> = {
  applicant_name: (applicant) => (applicant.kind === 'natural' ? applicant.name : ''),
  applicant_id_number: (applicant) => (applicant.kind === 'natural' ? applicant.document_number : ''),
  applicant_mobile: (applicant) => (applicant.kind === 'natural' ? applicant.phone : ''),
  applicant_address: (applicant) => (applicant.kind === 'natural' ? applicant.address : ''),
  firm_name: (applicant) => (applicant.kind === 'legal' ? applicant.name : ''),
  firm_credit_code: (applicant) => (applicant.kind === 'legal' ? applicant.document_number : ''),
  firm_address: (applicant) => (applicant.kind === 'legal' ? applicant.address : ''),
  legal_representative: (applicant) => (applicant.kind === 'legal' ? applicant.legal_representative : ''),
  contact_name: (applicant) => applicant.contact_name,
  contact_mobile: (applicant) => applicant.phone,
};

export function prefill(properties: string[], applicant: Applicant): Record<string, unknown> {
  const known: Record<string, unknown> = {};
  if (applicant.masked) return known;
  for (const name of properties) {
    const value = kKnown[name]?.(applicant);
    if (value) known[name] = value;
  }
  return known;
}
