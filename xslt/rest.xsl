<?xml version="1.0" encoding="UTF-8"?>
<!-- The last rule: an element that no other rule knows is shown with all it holds, and reported, so that nothing vanishes.
     The message reads CODE|where|element|kind. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="*" priority="-1">
    <xsl:message><xsl:value-of select="concat('W-PUB-01|', ancestor-or-self::*[@xml:id][1]/@xml:id, '|', name())"/></xsl:message>
    <xsl:choose>
      <xsl:when test="ancestor::tei:p | ancestor::tei:head | ancestor::tei:ab | ancestor::tei:l | ancestor::tei:byline | ancestor::tei:dateline
        | ancestor::tei:salute | ancestor::tei:signed | ancestor::tei:trailer"><span data-element="{local-name()}"><xsl:apply-templates/></span></xsl:when>
      <xsl:otherwise><div data-element="{local-name()}"><xsl:apply-templates/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
