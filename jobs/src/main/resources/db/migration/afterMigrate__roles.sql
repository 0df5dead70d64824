SELECT monitoring.grant_roles();
