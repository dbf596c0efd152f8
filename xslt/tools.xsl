<?xml version="1.0" encoding="UTF-8"?>
<!-- What xslt/edition.js works with on every page: its switches, hidden until it is there, and the list of keys. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template name="tools">
    <div class="tools">
      <button type="button" data-tool="theme" aria-label="{$say/dark}" title="{$say/dark}" hidden=""/>
      <button type="button" data-tool="help" aria-label="{$say/keys}" title="{$say/keys}" aria-haspopup="dialog" hidden=""/>
    </div>
    <dialog class="keys" aria-labelledby="keys-title">
      <p class="keys-title" id="keys-title"><xsl:value-of select="$say/keys"/></p>
      <dl>
        <xsl:for-each select="$say/key">
          <div><dt><kbd><xsl:value-of select="@name"/></kbd><xsl:if test="@or"><xsl:text> </xsl:text><kbd><xsl:value-of select="@or"/></kbd></xsl:if></dt><dd><xsl:value-of select="."/></dd></div>
        </xsl:for-each>
      </dl>
      <p><input type="checkbox" id="keys-on" data-tool="keys" checked=""/><label for="keys-on"><xsl:value-of select="$say/keys-on"/></label></p>
      <form method="dialog"><button type="submit"><xsl:value-of select="$say/close"/></button></form>
    </dialog>
  </xsl:template>
</xsl:stylesheet>
