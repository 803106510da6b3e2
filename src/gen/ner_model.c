// The weights of read/ner.h, data/models/ner-ar.bin as it is: see tools/train-ner.c.
__asm__(".section .rodata\n"
        ".balign 64\n"
        ".global ner_model_bytes\n"
        "ner_model_bytes:\n"
        ".incbin \"data/models/ner-ar.bin\"\n"
        ".global ner_model_end\n"
        "ner_model_end:\n"
        ".byte 0\n"
        ".previous\n");

typedef int ner_model_is_in_assembly; // an empty translation unit is not C
