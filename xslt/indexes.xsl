<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes a TEI header with an ed:index of one kind (converter/publish/index_pages.py); gives that page of the index: what is named most often,
     the places as they hold each other or a timeline, then each entry with its mentions in their context. Nothing is computed here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:ed="urn:broadsheet:edition" exclude-result-prefixes="tei ed">

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <xsl:param name="interface"/>
  <xsl:param name="base-url"/>
  <xsl:param name="root"/>
  <xsl:param name="indexes"/>
  <!-- '' for one issue; for several issues `one` or `several`: newspapers -->
  <xsl:param name="papers"/>
  <xsl:variable name="up" select="''"/>

  <xsl:include href="labels.xsl"/>
  <xsl:include href="phrases.xsl"/>
  <xsl:include href="issue-facts.xsl"/>
  <xsl:include href="frame.xsl"/>
  <xsl:include href="about.xsl"/>
  <xsl:include href="index-views.xsl"/>
  <xsl:include href="signs.xsl"/>

  <xsl:variable name="over">
    <xsl:choose>
      <xsl:when test="$papers = 'several'"><xsl:value-of select="$say/all-issues"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$paper"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/"><xsl:apply-templates select="tei:TEI/ed:index"/></xsl:template>

  <xsl:template match="ed:index">
    <xsl:variable name="title" select="$say/index-title[@name = current()/@name]"/>
    <html lang="{$say/tag}">
      <head>
        <xsl:call-template name="head-start">
          <xsl:with-param name="title" select="concat($title, ' · ', $over)"/>
          <xsl:with-param name="description"><xsl:value-of select="concat($title, $say/colon)"/><xsl:call-template name="figures"/></xsl:with-param>
          <xsl:with-param name="href" select="@href"/>
        </xsl:call-template>
      </head>
      <body>
        <xsl:call-template name="skip-link"/>
        <header class="masthead">
          <p class="paper"><xsl:if test="$papers != 'several'"><xsl:attribute name="lang"><xsl:value-of select="$text-language"/></xsl:attribute></xsl:if><a href="{$root}index.html"><xsl:value-of select="$over"/></a></p>
          <xsl:if test="not(string($papers))"><p class="issue-line"><xsl:call-template name="issue-line"/></p></xsl:if>
          <xsl:call-template name="site-nav"><xsl:with-param name="here" select="@name"/></xsl:call-template>
        </header>
        <main class="index of-{@name}" id="text">
          <h1><xsl:value-of select="$title"/></h1>
          <p class="said"><xsl:call-template name="figures"/></p>
          <xsl:if test="ed:often">
            <section class="often" aria-labelledby="often">
              <h2 id="often"><xsl:value-of select="$say/often"/></h2>
              <ol><xsl:apply-templates select="ed:often"/></ol>
            </section>
          </xsl:if>
          <xsl:apply-templates select="ed:places | ed:timeline"/>
          <xsl:call-template name="jumps"/>
          <xsl:apply-templates select="ed:section"/>
          <xsl:call-template name="index-pager"/>
        </main>
        <xsl:if test="not(string($papers))"><xsl:call-template name="colophon"/></xsl:if>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="figures"><xsl:call-template name="counted"><xsl:with-param name="n" select="@entries"/><xsl:with-param name="of">entries</xsl:with-param></xsl:call-template><xsl:value-of select="$say/comma"/><xsl:call-template name="counted"><xsl:with-param name="n" select="@mentions"/><xsl:with-param name="of">mentions</xsl:with-param></xsl:call-template></xsl:template>

  <xsl:template match="ed:often"><li><a href="{@href}"><xsl:copy-of select="@lang"/><xsl:value-of select="@name"/></a><xsl:text> </xsl:text><span class="count"><xsl:value-of select="@count"/></span></li></xsl:template>

  <!-- === ways into the list === -->
  <xsl:template name="jumps">
    <xsl:if test="count(ed:jump) &gt; 1">
      <xsl:variable name="kind" select="@kind"/>
      <nav class="jumps">
        <xsl:attribute name="aria-label"><xsl:call-template name="order-name"/></xsl:attribute>
        <ul><xsl:for-each select="ed:jump"><li><a href="{@href}"><xsl:call-template name="section-title"/></a></li></xsl:for-each></ul>
      </nav>
    </xsl:if>
  </xsl:template>
  <xsl:template name="order-name">
    <xsl:choose>
      <xsl:when test="@kind = 'date'"><xsl:value-of select="$say/by-year"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$say/by-letter"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="section-title">
    <xsl:choose>
      <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
      <xsl:when test="../@kind = 'date'"><xsl:value-of select="$say/no-year"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$say/no-letter"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="index-pager">
    <xsl:if test="count(ed:page) &gt; 1">
      <nav class="jumps pages" aria-label="{$say/pager}">
        <ul>
          <xsl:for-each select="ed:page">
            <li><a href="{@href}"><xsl:if test="@here"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="concat($say/index-page, @n, $say/index-page-after)"/></a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- === entries === -->
  <xsl:template match="ed:section">
    <section class="entries" aria-labelledby="{@id}">
      <h2 id="{@id}"><xsl:call-template name="section-title"/></h2>
      <ul><xsl:apply-templates select="ed:entry"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="ed:entry">
    <li class="entry" id="{@id}">
      <h3>
        <span><xsl:copy-of select="@lang"/><xsl:apply-templates select="." mode="entry-name"/></span>
        <xsl:if test="@doubtful"><xsl:text> </xsl:text><span class="doubtful said"><xsl:value-of select="$say/doubtful"/></span></xsl:if>
        <xsl:text> </xsl:text><span class="count"><xsl:call-template name="counted"><xsl:with-param name="n" select="@count"/><xsl:with-param name="of">mentions</xsl:with-param></xsl:call-template></span>
      </h3>
      <xsl:apply-templates select="." mode="entry-facts"/>
      <ul class="pages"><xsl:apply-templates select="ed:page"/></ul>
    </li>
  </xsl:template>

  <xsl:template match="ed:entry" mode="entry-name"><xsl:value-of select="@name"/></xsl:template>
  <xsl:template match="ed:index[@kind = 'date']/ed:section/ed:entry[@known]" mode="entry-name">
    <xsl:attribute name="lang"><xsl:value-of select="$say/tag"/></xsl:attribute>
    <xsl:choose>
      <xsl:when test="@when"><xsl:apply-templates select="@when" mode="day"/></xsl:when>
      <xsl:when test="@from and @to"><xsl:apply-templates select="@from" mode="day"/><xsl:value-of select="$say/to"/><xsl:apply-templates select="@to" mode="day"/></xsl:when>
      <xsl:when test="@from"><xsl:value-of select="$say/since-before"/><xsl:apply-templates select="@from" mode="day"/><xsl:value-of select="$say/since-after"/></xsl:when>
      <xsl:when test="@to"><xsl:value-of select="$say/until-before"/><xsl:apply-templates select="@to" mode="day"/><xsl:value-of select="$say/until-after"/></xsl:when>
      <xsl:when test="@notBefore and @notAfter"><xsl:value-of select="$say/between-before"/><xsl:apply-templates select="@notBefore" mode="day"/><xsl:value-of select="$say/between-and"/><xsl:apply-templates select="@notAfter" mode="day"/><xsl:value-of select="$say/between-after"/></xsl:when>
      <xsl:when test="@notBefore"><xsl:value-of select="$say/not-before"/><xsl:apply-templates select="@notBefore" mode="day"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$say/not-after"/><xsl:apply-templates select="@notAfter" mode="day"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- a day as people write it; what is no day, month or year of ours stands as the file has it -->
  <xsl:template match="@*" mode="day">
    <xsl:variable name="shape" select="translate(., '123456789', '000000000')"/>
    <xsl:choose>
      <xsl:when test="$shape = '0000-00-00' or $shape = '0000-00' or $shape = '0000'"><xsl:call-template name="date-for-people"><xsl:with-param name="iso" select="string(.)"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/><xsl:if test="starts-with(., '--')"><xsl:value-of select="$say/yearly"/></xsl:if></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ed:entry" mode="entry-facts">
    <xsl:if test="ed:also or ed:in or ed:identifier or not(@known)">
      <p class="facts">
        <xsl:if test="ed:in"><span><xsl:value-of select="$say/lies-in"/><span><xsl:copy-of select="@lang"/><xsl:apply-templates select="ed:in"/></span></span></xsl:if>
        <xsl:if test="ed:also"><span><xsl:value-of select="$say/also-named"/><span><xsl:copy-of select="@lang"/><xsl:apply-templates select="ed:also"/></span></span></xsl:if>
        <xsl:apply-templates select="ed:identifier"/>
        <xsl:if test="not(@known)"><span><xsl:value-of select="$say/unidentified"/></span></xsl:if>
      </p>
    </xsl:if>
  </xsl:template>
  <xsl:template match="ed:index[@kind = 'date']/ed:section/ed:entry" mode="entry-facts"/>
  <xsl:template match="ed:also | ed:in">
    <xsl:if test="preceding-sibling::*[1][local-name() = local-name(current())]"><xsl:value-of select="$say/separator"/></xsl:if>
    <xsl:value-of select="@name"/>
  </xsl:template>
  <xsl:template match="ed:in[@href]">
    <xsl:if test="preceding-sibling::ed:in"><xsl:value-of select="$say/separator"/></xsl:if>
    <a href="{@href}"><xsl:value-of select="@name"/></a>
  </xsl:template>
  <xsl:template match="ed:identifier">
    <span>
      <xsl:choose>
        <xsl:when test="@of = 'adcode'"><xsl:value-of select="concat($say/adcode, ' ')"/></xsl:when>
        <xsl:when test="@of and not(@value = @href)"><xsl:value-of select="concat(@of, ' ')"/></xsl:when>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="@href"><a href="{@href}" rel="external"><xsl:value-of select="@value"/></a></xsl:when>
        <xsl:otherwise><code><xsl:value-of select="@value"/></code></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@when"><xsl:value-of select="concat(' (', @when, ')')"/></xsl:if>
    </span>
  </xsl:template>

  <!-- === mentions: the headline once, then each in its context === -->
  <xsl:template match="ed:entry/ed:page">
    <li>
      <p class="of"><a href="{@href}"><xsl:choose>
          <xsl:when test="@headline"><xsl:copy-of select="@lang"/><xsl:value-of select="@headline"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$say/other"/></xsl:otherwise>
        </xsl:choose></a>
        <xsl:if test="@date and string($papers)"><xsl:text> </xsl:text><span class="said"><xsl:apply-templates select="@date" mode="day"/></span></xsl:if></p>
      <ul class="mentions"><xsl:copy-of select="@lang"/><xsl:apply-templates select="ed:mention"/></ul>
    </li>
  </xsl:template>
  <xsl:template match="ed:mention">
    <li><a href="{@href}"><xsl:apply-templates select="@left" mode="printed"/><b><xsl:if test="@doubtful"><xsl:attribute name="class">doubtful</xsl:attribute></xsl:if><xsl:value-of select="@form"/></b><xsl:apply-templates select="@right" mode="printed"/></a>
      <xsl:variable name="said">
        <xsl:value-of select="$say/part[@name = current()/@part]"/>
        <xsl:if test="@doubtful"><xsl:if test="$say/part[@name = current()/@part]"><xsl:value-of select="$say/comma"/></xsl:if><xsl:value-of select="$say/doubtful"/></xsl:if>
        <xsl:if test="@checked"><xsl:if test="@doubtful or $say/part[@name = current()/@part]"><xsl:value-of select="$say/comma"/></xsl:if><xsl:value-of select="$say/checked"/></xsl:if>
      </xsl:variable>
      <xsl:if test="string($said)"><xsl:text> </xsl:text><span class="said" lang="{$say/tag}"><xsl:value-of select="$said"/></span></xsl:if></li>
  </xsl:template>
</xsl:stylesheet>
