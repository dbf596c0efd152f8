<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes one TEI file of a newspaper page or issue; gives <site> with one <page href="…"> per HTML page, and one <unit> per thing to find.
     Promises: only the TEI is read; whatever has no rule is shown all the same and reported (rest.xsl).

     module        makes
     labels.xsl    the words of the interface, Chinese and English
     address.xsl   which page and fragment an id has
     plain.xsl     reading text without markup, for titles and metadata; signs.xsl: ornaments of print
     issue-facts.xsl  newspaper, date, rights as the header gives them
     tools.xsl     switches and keys (edition.js works with them)
     frame.xsl     what all pages share: head, masthead, colophon
     meta.xsl      metadata for machines
     issue.xsl     the issue page
     article.xsl   a page for each article
     page-view.xsl the newspaper page beside the text, where its geometry is known
     search-index.xsl  what the search can find
     source-lines.xsl  the lines of an article as they were read
     downloads.xsl how to cite, and the files beside the page
     about.xsl     what the header says, for people
     blocks.xsl, figures.xsl, inline.xsl, names.xsl, books.xsl   the text itself, one rule per element and condition
     rest.xsl      the last rule
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

  <!-- zh or en; without it the language of the text decides -->
  <xsl:param name="interface"/>
  <!-- where the site will stand, with its last slash: only then are canonical addresses written -->
  <xsl:param name="base-url"/>
  <!-- path from a page to the folder of the style sheet: '' or '../' -->
  <xsl:param name="root"/>
  <!-- address of the list of issues, where there are several -->
  <xsl:param name="up"/>
  <!-- addresses and titles of the issues before and after this one -->
  <xsl:param name="before"/><xsl:param name="before-title"/>
  <xsl:param name="after"/><xsl:param name="after-title"/>
  <!-- the indexes that the site has, by their names, parted by blanks: persons places organisations dates -->
  <xsl:param name="indexes"/>

  <xsl:include href="labels.xsl"/>
  <xsl:include href="phrases.xsl"/>
  <xsl:include href="address.xsl"/>
  <xsl:include href="plain.xsl"/>
  <xsl:include href="issue-facts.xsl"/>
  <xsl:include href="frame.xsl"/>
  <xsl:include href="meta.xsl"/>
  <xsl:include href="issue.xsl"/>
  <xsl:include href="article.xsl"/>
  <xsl:include href="page-view.xsl"/>
  <xsl:include href="search-index.xsl"/>
  <xsl:include href="source-lines.xsl"/>
  <xsl:include href="downloads.xsl"/>
  <xsl:include href="about.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="books.xsl"/>
  <xsl:include href="rest.xsl"/>

  <xsl:template match="/">
    <site paper="{$paper}" lang="{$text-language}">
      <xsl:attribute name="title"><xsl:call-template name="issue-title"/></xsl:attribute>
      <xsl:apply-templates select="tei:TEI" mode="issue-page"/>
      <xsl:apply-templates select="$articles" mode="article-page"/>
      <xsl:apply-templates select="tei:TEI" mode="units"/>
    </site>
  </xsl:template>
</xsl:stylesheet>
