<?xml version="1.0" encoding="UTF-8"?>
<!-- Signs that a newspaper prints before a byline or an item (□ ■ ●). Takes a piece of text; gives it as it is, or, where it is nothing but such signs,
     so that it is print and not speech: a voice that reads the page leaves it out. The style sheet draws it from data-mark over its text,
     which can still be copied. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:variable name="ornaments">□■●○◎◇◆△▲▽▼▷▶◁◀◈◉★☆※＊◢◣◤◥</xsl:variable>

  <xsl:template match="text() | @*" mode="printed">
    <xsl:choose>
      <xsl:when test="normalize-space() and not(normalize-space(translate(., $ornaments, '')))"><span class="sign" aria-hidden="true" data-mark="{.}"><span class="unseen"><xsl:value-of select="."/></span></span></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
