<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes a date as ISO 8601 (a day, a month or a year); gives it as people write it. $issue-date is that of the page's issue. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- 2020年12月21日, 21 December 2020 -->
  <xsl:template name="date-for-people">
    <xsl:param name="iso" select="$issue-date"/>
    <xsl:variable name="year" select="substring($iso, 1, 4)"/>
    <xsl:variable name="month" select="number(substring($iso, 6, 2))"/>
    <xsl:variable name="day" select="number(substring($iso, 9, 2))"/>
    <xsl:choose>
      <xsl:when test="$interface-language = 'zh'">
        <xsl:value-of select="concat($year, '年')"/>
        <xsl:if test="$month = $month"><xsl:value-of select="concat($month, '月')"/></xsl:if>
        <xsl:if test="$day = $day"><xsl:value-of select="concat($day, '日')"/></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="$day = $day"><xsl:value-of select="concat($day, ' ')"/></xsl:if>
        <xsl:if test="$month = $month"><xsl:value-of select="concat($say/month[$month], ' ')"/></xsl:if>
        <xsl:value-of select="$year"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
