// What all fields of item forms share: ids, faults that appear once somebody has left the field (or asked to go on), and
// the description read out with it.
import { useJsonFormsControl } from '@jsonforms/vue';
import { computed, inject, ref, type InjectionKey, type Ref } from 'vue';

type ControlProps = Parameters<typeof useJsonFormsControl>[0];

// Set by the page when faults shall show on fields that nobody has touched.
export const kShowAllFaults: InjectionKey<Ref<boolean>> = Symbol('show all faults');

export function useControl(props: ControlProps) {
  const { control, handleChange } = useJsonFormsControl(props);
  const touched = ref(false);
  const showAll = inject(kShowAllFaults, ref(false));
  const id = computed(() => `field-${control.value.path.replace(/[^\w-]/g, '-')}`);
  const fault = computed(() => ((touched.value || showAll.value) && control.value.errors ? control.value.errors.split('\n')[0]! : ''));
  const describedBy = computed(
    () =>
      [control.value.description && `${id.value}-hint`, fault.value && `${id.value}-fault`].filter(Boolean).join(' ') ||
      undefined,
  );
  const schema = computed(() => control.value.schema as Record<string, unknown>);
  function change(value: unknown) {
    handleChange(control.value.path, value === '' ? undefined : value);
  }
  function leave() {
    touched.value = true;
  }
  return { control, schema, id, fault, describedBy, change, leave };
}
