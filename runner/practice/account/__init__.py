"""The account host: sign-in, identity check, apps, deletion, password reset."""
