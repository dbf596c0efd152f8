<?xml version="1.0" encoding="UTF-8"?>
<!-- A calendar of the issues: a table for each month that has some, a day with an issue is a link to it (converter/publish/issue_list.py). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ed="urn:broadsheet:edition"
  exclude-result-prefixes="ed">

  <!-- years of many are opened by the reader -->
  <xsl:template match="ed:year">
    <section class="calendar" aria-labelledby="year-{@n}">
      <h2 id="year-{@n}"><xsl:value-of select="concat(@n, $say/year-after, $say/comma)"/><xsl:call-template name="counted"><xsl:with-param name="n" select="@issues"/><xsl:with-param name="of">issues</xsl:with-param></xsl:call-template></h2>
      <div class="months"><xsl:apply-templates select="ed:month"/></div>
    </section>
  </xsl:template>
  <xsl:template match="ed:year[count(../ed:year) &gt; 2]">
    <details class="calendar">
      <summary><xsl:value-of select="concat(@n, $say/year-after, $say/comma)"/><xsl:call-template name="counted"><xsl:with-param name="n" select="@issues"/><xsl:with-param name="of">issues</xsl:with-param></xsl:call-template></summary>
      <div class="months"><xsl:apply-templates select="ed:month"/></div>
    </details>
  </xsl:template>

  <xsl:template match="ed:month">
    <table>
      <caption><xsl:call-template name="date-for-people"><xsl:with-param name="iso" select="@date"/></xsl:call-template></caption>
      <thead><tr><xsl:for-each select="$say/weekday"><th scope="col"><abbr title="{@name}"><xsl:value-of select="."/></abbr></th></xsl:for-each></tr></thead>
      <tbody><xsl:apply-templates select="ed:week"/></tbody>
    </table>
  </xsl:template>
  <xsl:template match="ed:week"><tr><xsl:apply-templates select="ed:day"/></tr></xsl:template>
  <xsl:template match="ed:day"><td><xsl:value-of select="@n"/></td></xsl:template>
  <xsl:template match="ed:day[@href]">
    <td>
      <a href="{@href}"><xsl:attribute name="aria-label"><xsl:call-template name="date-for-people"><xsl:with-param name="iso" select="@date"/></xsl:call-template></xsl:attribute>
        <time datetime="{@date}"><xsl:value-of select="@n"/></time></a>
    </td>
  </xsl:template>
</xsl:stylesheet>
