package io.miniredis.server.config;

/** Rows of {@link Settings}: who may do what. */
interface SecuritySettings {
  SettingTable SECURITY = new SettingTable(Group.SECURITY);

  Setting<String> REQUIREPASS =
      SECURITY
          .text("requirepass", "")
          .secret()
          .effective()
          .doc("password of the default user; empty asks for none");

  Setting<String> ACLFILE =
      SECURITY
          .text("aclfile", "")
          .atStart()
          .effective()
          .doc("file with users and what they may do");

  Setting<Long> ACLLOG_MAX_LEN =
      SECURITY.number("acllog-max-len", 128, 0).effective().doc("refusals that ACL LOG remembers");

  Setting<String> ACL_PUBSUB_DEFAULT =
      SECURITY
          .choice("acl-pubsub-default", "resetchannels", "allchannels", "resetchannels")
          .effective()
          .doc("channels a new user may use");

  Setting<Permission> ENABLE_PROTECTED_CONFIGS =
      SECURITY
          .oneOf("enable-protected-configs", Permission.NO)
          .atStart()
          .effective()
          .doc("who may change dir, dbfilename and other delicate settings at run time");

  Setting<Permission> ENABLE_DEBUG_COMMAND =
      SECURITY
          .oneOf("enable-debug-command", Permission.NO)
          .atStart()
          .effective()
          .doc("who may use DEBUG");

  Setting<Permission> ENABLE_MODULE_COMMAND =
      SECURITY
          .oneOf("enable-module-command", Permission.NO)
          .atStart()
          .effective()
          .doc("who may use MODULE");
}
