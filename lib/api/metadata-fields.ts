import * as z from "zod";
import { id, pageOf } from "@/lib/api/shapes";
import { closed } from "@/lib/input";
import { createFieldInput, editFieldInput, FIELD_KINDS, fieldInput } from "@/lib/media/input/change";

export const fieldShape = z
  .strictObject({
    id,
    name: z.string().max(60).meta({ description: "What custom_metadata of files is keyed by." }),
    kind: z.enum(FIELD_KINDS),
    choices: z.array(z.string().max(100)).max(200).meta({ description: "Of a field of choices." }),
  })
  .meta({ id: "MetadataField" });

export const fieldsShape = pageOf(fieldShape);

export const fieldPath = closed({ id: fieldInput.shape.fieldId });

export const createFieldBody = createFieldInput;

const { name, choices } = editFieldInput.shape;
export const editFieldBody = closed({ name, choices });
