/** The commands, one package a group and one class a command; a group's list names its commands. */
@NullMarked
package io.miniredis.server.command;

import org.jspecify.annotations.NullMarked;
