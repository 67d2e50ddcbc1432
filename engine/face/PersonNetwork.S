/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network's file as it is, so that nothing has to be found when the program runs. */
    .section .rodata
    .global facetPersonNetwork
    .global facetPersonNetworkEnd
    .balign 16
facetPersonNetwork:
    .incbin "person.onnx"
facetPersonNetworkEnd:
    .section .note.GNU-stack, "", %progbits
