"""stub"""
async def captcha_here(tab, site):
    return None
